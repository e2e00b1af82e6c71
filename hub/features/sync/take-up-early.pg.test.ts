import { randomUUID } from 'node:crypto';
import { and, asc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Op } from '#shared/protocol/sync/op.ts';
import type { PushReply } from '#shared/protocol/sync/push.ts';
import { patients } from '#hub/db/schema/patients.ts';
import { queueEvents, queueManagement } from '#hub/db/schema/queue.ts';
import { auditLog } from '#hub/db/schema/records.ts';
import { feed, offlineSyncLogs } from '#hub/db/schema/sync.ts';
import { aCheckIn } from '#testing/factories/check-in.ts';
import { insertDevice, type EnrolledDevice } from '#testing/factories/enrolled-device.ts';
import { addCheckIn, newOpLog, type OpLog } from '#testing/factories/op-log.ts';
import { openWaitingRoom, type WaitingRoom } from '#testing/factories/waiting-room.ts';
import { useHub } from '#testing/hub/test-hub.ts';
import { pushOps } from './push-ops.ts';
import { startSyncUpkeep } from './sync-upkeep.ts';
import { takeUpEarly } from './take-up-early.ts';

const hub = useHub();
let room: WaitingRoom;
let other: EnrolledDevice;
let log: OpLog;
let checkIn: ReturnType<typeof aCheckIn>;
beforeEach(async () => {
  room = await openWaitingRoom(hub.hub);
  other = await insertDevice(hub.hub.db, { locationId: room.locationId, n: 1 });
  log = newOpLog(other.incarnation);
  checkIn = aCheckIn(1, { lane: room.kiosk.lane, serviceUid: room.service.uid, checkedInAt: hub.hub.clock() });
});

/** Handed over by the other kiosk, which knows of the patient from the time before the hub's backup. */
async function pushOther(ops: readonly Op[]): Promise<PushReply> {
  const request = { incarnation: other.incarnation, ops: [...ops] };
  return hub.hub.transact(async (scope) =>
    pushOps(scope, other.actor, request, { now: hub.hub.clock(), requestId: null }),
  );
}

function move(expectedFrom: string, event: object): Op {
  const { queueEntryUid } = checkIn.visit;
  const payload = JSON.stringify({ queueEntryUid, expectedFrom, event });
  return log.add({
    opId: randomUUID(),
    kind: 'queue.event',
    entityUid: queueEntryUid,
    payload,
    businessDate: '2026-03-14',
  });
}

function changeEmail(base: string | null, email: string): Op {
  const { uid } = checkIn.patient;
  const payload = JSON.stringify({ uid, base: { email: base }, set: { email } });
  return log.add({ opId: randomUUID(), kind: 'patient.update', entityUid: uid, payload, businessDate: '2026-03-14' });
}

async function checkInArrives(): Promise<void> {
  expect(await room.push([addCheckIn(room.log, randomUUID(), checkIn)])).toMatchObject({
    results: [{ outcome: 'synced' }],
  });
}

const takeUp = async (at = hub.hub) => takeUpEarly(at.db, at.transact, at.clock);
async function fates(): Promise<string[]> {
  const rows = await hub.hub.db
    .select()
    .from(offlineSyncLogs)
    .where(eq(offlineSyncLogs.incarnation, other.incarnation))
    .orderBy(asc(offlineSyncLogs.seq));
  return rows.map(({ syncStatus, code, resolvedAt }) => `${syncStatus} ${code} ${resolvedAt ? 'settled' : 'open'}`);
}
async function entry() {
  const [row] = await hub.hub.db
    .select()
    .from(queueManagement)
    .where(eq(queueManagement.uid, checkIn.visit.queueEntryUid));
  return row!;
}
async function openDisputes(): Promise<number> {
  const headers = await hub.staffHeaders(room.locationId, 'front_desk');
  const answer = await hub.get('/api/sync/conflicts?state=open', headers);
  return ((await answer.json()) as { data: { rows: unknown[] } }).data.rows.length;
}

describe('ops that came before the check-in that they build on', () => {
  test('are applied once it is here, in their order, and nobody need look at them any more', async () => {
    await pushOther([
      changeEmail(null, 'a@clinic.example'),
      move('waiting', { type: 'call', stationUid: room.station.uid }),
      changeEmail('a@clinic.example', 'b@clinic.example'),
      move('called', { type: 'start' }),
    ]);
    const [ofPatient, ofEntry] = ['failed sync.unknown_patient open', 'failed sync.unknown_entry open'];
    expect(await fates()).toEqual([ofPatient, ofEntry, ofPatient, ofEntry]);
    expect(await openDisputes()).toBe(4);
    expect(await takeUp()).toBe(0);

    await checkInArrives();
    expect(await takeUp()).toBe(4);
    expect(await fates()).toEqual(Array.from({ length: 4 }, () => 'synced null open'));
    expect(await openDisputes()).toBe(0);
    const [patient] = await hub.hub.db.select().from(patients).where(eq(patients.uid, checkIn.patient.uid));
    expect(patient).toMatchObject({ email: 'b@clinic.example', rev: 3 });
    expect((await entry()).currentStatus).toBe('in_consultation');

    // With all that a change brings: who did it, and the news of it for every device.
    const { locationId } = room;
    const changes = await hub.hub.db
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.locationId, locationId), eq(auditLog.action, 'patients.change')));
    expect(changes.map(({ actorDeviceId }) => actorDeviceId)).toEqual([other.actor.deviceId, other.actor.deviceId]);
    const told = await hub.hub.db
      .select({ payload: feed.payload })
      .from(feed)
      .where(and(eq(feed.locationId, locationId), eq(feed.stream, 'queue'), eq(feed.entity, 'queue_entry')))
      .orderBy(asc(feed.seq));
    expect(told.map(({ payload }) => payload?.['status'])).toEqual(['waiting', 'called', 'in_consultation']);
  });

  test('are applied once, though two hubs take them up at the same moment', async () => {
    await pushOther([
      move('waiting', { type: 'call', stationUid: room.station.uid }),
      ...Array.from({ length: 8 }, () => move('called', { type: 'recall' })),
    ]);
    await checkInArrives();
    const twin = await hub.startTwin();
    const counts = await Promise.all([takeUp(), takeUp(twin.hub)]);
    await twin.stop();
    expect(counts[0] + counts[1]).toBe(9);
    const { id } = await entry();
    expect(await hub.hub.db.$count(queueEvents, eq(queueEvents.queueId, id))).toBe(10);
  });

  test('are held to the rules of any other: what came too late is settled, what two sides changed is for staff', async () => {
    await pushOther([move('called', { type: 'start' }), changeEmail('old@clinic.example', 'new@clinic.example')]);
    await checkInArrives();
    await hub.hub.db
      .update(patients)
      .set({ email: 'desk@clinic.example', rev: 2 })
      .where(eq(patients.uid, checkIn.patient.uid));
    await takeUp();
    expect(await fates()).toEqual(['conflict sync.superseded settled', 'conflict sync.patient_differs open']);
    expect(await takeUp()).toBe(0);
  });

  test('stay as they are when staff have settled them before', async () => {
    await pushOther([changeEmail(null, 'a@clinic.example')]);
    await hub.hub.db
      .update(offlineSyncLogs)
      .set({ resolvedAt: hub.hub.clock(), conflictResolution: 'handled' })
      .where(eq(offlineSyncLogs.incarnation, other.incarnation));
    await checkInArrives();
    expect(await takeUp()).toBe(0);
    expect(await fates()).toEqual(['failed sync.unknown_patient settled']);
  });

  test('are not applied when their record is at another clinic', async () => {
    const elsewhere = await openWaitingRoom(hub.hub);
    const here = { ...checkIn, visit: { ...checkIn.visit, serviceUid: elsewhere.service.uid } };
    await pushOther([changeEmail(null, 'a@clinic.example')]);
    await elsewhere.push([addCheckIn(elsewhere.log, randomUUID(), here)]);
    expect(await takeUp()).toBe(0);
    expect(await fates()).toEqual(['failed sync.unknown_patient open']);
  });

  test('are found by a running hub by itself', async () => {
    await pushOther([changeEmail(null, 'a@clinic.example')]);
    await checkInArrives();
    const upkeep = await startSyncUpkeep(hub.hub, null as never);
    await vi.waitFor(async () => expect(await fates()).toEqual(['synced null open']), 10_000);
    await upkeep.stop();
  });
});
