import { describe, expect, it } from 'vitest';
import type { ClinicView } from '#display/clinic-view.ts';
import { aDoctor, aLocation, aQueueEntry, aService, aStation, uidOf } from '#testing/factories/queue-stream.ts';
import { projectBoard } from './project-board.ts';

const NOON = Date.UTC(2026, 2, 14, 11);
const MINUTE = 60_000;
const room = aStation(1, 'Room 2');
const consultation = aService(1, 'Consultation');
const lab = aService(2, 'Laboratory');
const smith = aDoctor(2, 'Dr Smith', consultation);
const okoro = aDoctor(1, 'Dr Okoro', consultation);

function view(entries: ClinicView['entries']): ClinicView {
  return { location: aLocation(), services: [lab, consultation], doctors: [smith, okoro], stations: [room], entries };
}

function called(n: number, minutesAgo: number, changes = {}) {
  const calledAt = NOON - minutesAgo * MINUTE;
  return aQueueEntry(n, { status: 'called', stationUid: room.uid, calledAt, callCount: 1, ...changes });
}

const callsOf = (entries: ClinicView['entries']) => projectBoard(view(entries), {}, NOON).calls.map((c) => c.token);
const waitingOf = (entries: ClinicView['entries']) => projectBoard(view(entries), {}, NOON).waiting;

describe('recent calls', () => {
  it('stand newest first, and stay while the patient is in the room', () => {
    expect(callsOf([called(1, 9), called(2, 3), called(3, 6, { status: 'in_consultation' })])).toEqual([
      'A-002',
      'A-003',
      'A-001',
    ]);
  });

  it('lose a call that was taken back or cancelled', () => {
    expect(callsOf([called(1, 9, { status: 'waiting' }), called(2, 3, { status: 'cancelled' })])).toEqual([]);
  });

  it('are not those of yesterday evening', () => {
    expect(callsOf([called(1, 14 * 60)])).toEqual([]);
  });

  it('never grow without end', () => {
    expect(callsOf(Array.from({ length: 500 }, (_, i) => called(i + 1, i / 60)))).toHaveLength(12);
  });
});

describe('the waiting', () => {
  it('stand by doctor, or by service without one, in the order of the clinic and of arrival', () => {
    const groups = waitingOf([
      aQueueEntry(5, { doctorUid: smith.uid }),
      aQueueEntry(4, { doctorUid: okoro.uid }),
      aQueueEntry(3, { serviceUid: lab.uid }),
      aQueueEntry(2),
      aQueueEntry(1, { doctorUid: smith.uid }),
    ]);
    expect(groups.map((g) => [g.service.name.text, g.doctor?.name.text ?? null, g.tokens])).toEqual([
      ['Consultation', null, ['A-002']],
      ['Consultation', 'Dr Okoro', ['A-004']],
      ['Consultation', 'Dr Smith', ['A-001', 'A-005']],
      ['Laboratory', null, ['A-003']],
    ]);
  });

  it('stand in the hub’s order: emergencies first, then by head start, not by who came first', () => {
    const order = (tier: number, at: number) => ({ order: { tier, at, since: at } });
    const [group] = waitingOf([
      aQueueEntry(1, order(1, 100)),
      aQueueEntry(2, order(1, 50)),
      aQueueEntry(3, order(0, 900)),
      aQueueEntry(4, order(1, 100)),
    ]);
    expect(group?.tokens).toEqual(['A-003', 'A-002', 'A-001', 'A-004']);
  });

  it('are told how long it takes while the hub has said so lately', () => {
    const wait = { uid: smith.uid, serviceUid: smith.serviceUid, doctorUid: smith.uid, waiting: 1 };
    const entries = [aQueueEntry(1, { doctorUid: smith.uid })];
    const boardWith = (madeAt: number) =>
      projectBoard({ ...view(entries), waits: [{ ...wait, waitMinutes: [20, 35], madeAt }] }, {}, NOON);
    expect(boardWith(NOON - 60_000).waiting[0]?.waitMinutes).toEqual([20, 35]);
    expect(boardWith(NOON - 21 * 60_000).waiting[0]?.waitMinutes).toBeNull();
  });

  it('leave out who is on hold, called, or left over from an earlier day', () => {
    expect(
      waitingOf([aQueueEntry(1, { held: true }), called(2, 1), aQueueEntry(3, { businessDate: '2026-03-13' })]),
    ).toEqual([]);
  });

  it('keep a token of a kiosk whose date runs ahead', () => {
    expect(waitingOf([aQueueEntry(1, { businessDate: '2026-03-15' })])).toHaveLength(1);
  });

  it('are counted in full however few can be shown', () => {
    const [group] = waitingOf(Array.from({ length: 80 }, (_, i) => aQueueEntry(i + 1)));
    expect(group?.total).toBe(80);
    expect(group?.tokens).toHaveLength(24);
  });
});

describe('a zone', () => {
  it('shows its own service and stations only', () => {
    const entries = [aQueueEntry(1, { serviceUid: lab.uid }), aQueueEntry(2), called(3, 1)];
    const board = projectBoard(view(entries), { serviceUids: [lab.uid] }, NOON);
    expect(board.waiting.map((g) => g.tokens)).toEqual([['A-001']]);
    expect(board.calls).toEqual([]);
    expect(projectBoard(view(entries), { stationUids: [uidOf(7)] }, NOON).calls).toEqual([]);
  });
});
