import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  applyQueueEvent,
  canApply,
  queueStatusSchema,
  TERMINAL_STATUSES,
  type QueueEntry,
  type QueueEvent,
  type QueueStatus,
} from './queue.ts';

const STATION = '0198c5a0-0000-7000-8000-00000000000a';
const SERVICE = '0198c5a0-0000-7000-8000-00000000000b';
const OTHER_SERVICE = '0198c5a0-0000-7000-8000-00000000000c';

const WAITING: QueueEntry = {
  uid: '0198c5a0-0000-7000-8000-000000000001',
  status: 'waiting',
  serviceUid: SERVICE,
  doctorUid: null,
  stationUid: null,
  checkedInAt: 1_000,
  calledAt: null,
  startedAt: null,
  endedAt: null,
  callCount: 0,
  heldSince: null,
};

const EVENTS: readonly QueueEvent[] = [
  { type: 'call', stationUid: STATION },
  { type: 'recall' },
  { type: 'start' },
  { type: 'complete' },
  { type: 'no_show' },
  { type: 'return' },
  { type: 'hold' },
  { type: 'transfer', serviceUid: OTHER_SERVICE, doctorUid: null },
  { type: 'cancel' },
];

const LEGAL: Record<QueueStatus, string> = {
  waiting: 'call return hold transfer cancel',
  called: 'recall start no_show return hold transfer cancel',
  in_consultation: 'complete return transfer',
  no_show: 'return cancel',
  completed: '',
  cancelled: '',
};

/** Plays what is legal of a story, skipping the rest, one second apart. */
function play(events: readonly QueueEvent[]): QueueEntry[] {
  const states = [WAITING];
  for (const [index, event] of events.entries()) {
    const entry = states.at(-1) ?? WAITING;
    if (canApply(entry.status, event.type)) states.push(applyQueueEvent(entry, event, 2_000 + index * 1_000));
  }
  return states;
}

const story = fc.array(fc.constantFrom(...EVENTS), { maxLength: 30 });

describe('queue moves', () => {
  test.each(queueStatusSchema.options)('from %s allow exactly what is listed', (status) => {
    const legal = EVENTS.filter((event) => canApply(status, event.type)).map((event) => event.type);
    expect(legal.join(' ')).toBe(LEGAL[status]);
    const works = EVENTS.filter((event) => {
      try {
        return applyQueueEvent({ ...WAITING, status }, event, 2_000);
      } catch {
        return false;
      }
    });
    expect(works.map((event) => event.type).join(' ')).toBe(LEGAL[status]);
  });

  it('never leave a terminal status', () => {
    for (const status of TERMINAL_STATUSES) expect(LEGAL[status]).toBe('');
  });

  it('name the entry, where it stands and what was tried, when they are illegal', () => {
    expect(() => applyQueueEvent(WAITING, { type: 'complete' }, 2_000)).toThrow(
      expect.objectContaining({ details: { uid: WAITING.uid, from: 'waiting', event: 'complete' } }),
    );
  });

  it('stamp a visit from call to completion', () => {
    const done = play([
      { type: 'call', stationUid: STATION },
      { type: 'recall' },
      { type: 'start' },
      { type: 'complete' },
    ]).at(-1);
    expect(done).toMatchObject({
      status: 'completed',
      stationUid: STATION,
      calledAt: 3_000,
      startedAt: 4_000,
      endedAt: 5_000,
      callCount: 2,
    });
  });

  it('bring a no-show back as a waiting entry like any other, in its old place', () => {
    const back = play([{ type: 'call', stationUid: STATION }, { type: 'no_show' }, { type: 'return' }]).at(-1);
    expect(back).toEqual({ ...WAITING, callCount: 1 });
  });
});

describe('after any story of events', () => {
  it('the check-in time and so the place in the queue are as they were', () => {
    fc.assert(
      fc.property(story, (events) => {
        expect(play(events).at(-1)?.checkedInAt).toBe(1_000);
      }),
    );
  });

  it('the call count went up by one with each call or recall, and never down', () => {
    fc.assert(
      fc.property(story, (events) => {
        const counts = play(events).map((entry) => entry.callCount);
        for (let i = 1; i < counts.length; i += 1) expect([0, 1]).toContain((counts[i] ?? 0) - (counts[i - 1] ?? 0));
      }),
    );
  });

  it('the fields agree with the status', () => {
    fc.assert(
      fc.property(story, (events) => {
        for (const entry of play(events)) {
          const called = ['called', 'in_consultation', 'completed', 'no_show'].includes(entry.status);
          expect(entry.stationUid !== null || entry.status === 'cancelled').toBe(
            called || entry.status === 'cancelled',
          );
          expect(entry.calledAt !== null).toBe(entry.stationUid !== null);
          expect(entry.heldSince === null || entry.status === 'waiting').toBe(true);
          expect(entry.endedAt !== null).toBe(['completed', 'cancelled', 'no_show'].includes(entry.status));
          expect(entry.startedAt !== null).toBe(['in_consultation', 'completed'].includes(entry.status));
        }
      }),
    );
  });
});
