import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { PullReply } from '#shared/protocol/sync/pull.ts';
import type { RenewReply } from '#shared/protocol/sync/renew.ts';
import type { SnapshotReply } from '#shared/protocol/sync/snapshot.ts';
import { deviceIncarnations, devices } from '#hub/db/schema/devices.ts';
import { patients } from '#hub/db/schema/patients.ts';
import { queueManagement } from '#hub/db/schema/queue.ts';
import { feed, offlineSyncLogs } from '#hub/db/schema/sync.ts';
import { newOpLog } from '#testing/factories/op-log.ts';
import { openWaitingRoom, type WaitingRoom } from '#testing/factories/waiting-room.ts';
import { useHub } from '#testing/hub/test-hub.ts';
import { helloRoute } from './hello.route.ts';
import { pruneFeed } from './prune-feed.ts';
import { pullRoute } from './pull.route.ts';
import { pushOps } from './push-ops.ts';
import { renewRoute } from './renew.route.ts';
import { snapshotRoute } from './snapshot.route.ts';
import { takeUpQuarantined } from './take-up-quarantined.ts';

const hub = useHub({ routes: [helloRoute, pullRoute, renewRoute, snapshotRoute] });
let room: WaitingRoom;
beforeEach(async () => {
  room = await openWaitingRoom(hub.hub);
});

const headers = () => ({ authorization: `Device ${room.kiosk.actor.deviceUid}:${room.kiosk.key}` });
async function dataOf<T>(response: Promise<Response>): Promise<T> {
  return ((await (await response).json()) as { data: T }).data;
}
const pull = async (query: string) => dataOf<PullReply>(hub.get(`/api/sync/pull?stream=queue&${query}`, headers()));
const renew = async () => {
  const { incarnation, lane } = room.kiosk;
  return dataOf<RenewReply>(hub.post('/api/sync/renew', { incarnation, lane, reason: 'forked' }, headers()));
};

describe('another life for a device', () => {
  test('has a lane that nobody had, each time it is asked for, and ends the one before', async () => {
    const lives = [await renew(), await renew()];
    expect(new Set([room.kiosk.lane, ...lives.map(({ lane }) => lane)]).size).toBe(3);
    const rows = await hub.hub.db
      .select()
      .from(deviceIncarnations)
      .where(eq(deviceIncarnations.deviceId, room.kiosk.actor.deviceId));
    expect(rows.filter(({ endedAt }) => endedAt === null).map(({ uid }) => uid)).toEqual([lives[1]!.incarnation]);
  });

  test('knows the ops of the one before by their ids, and neither applies nor disputes them again', async () => {
    await room.checkIn(3);
    const { incarnation } = await renew();
    const log = newOpLog(incarnation);
    for (const op of room.log.ops) log.add(op);
    const push = { incarnation, ops: log.ops };
    const reply = await hub.hub.transact(async (scope) =>
      pushOps(scope, room.kiosk.actor, push, { now: hub.hub.clock(), requestId: null }),
    );
    expect(reply).toMatchObject({ status: 'ok', lastSeq: 3, results: [{ outcome: 'synced' }, {}, {}] });
    expect(await hub.hub.db.$count(queueManagement, eq(queueManagement.locationId, room.locationId))).toBe(3);
    expect(await hub.hub.db.$count(feed, eq(feed.locationId, room.locationId))).toBe(3);
  });

  test('does not let a second op pass under the id of a first', async () => {
    const [op] = await room.checkIn(1);
    const { incarnation } = await renew();
    const log = newOpLog(incarnation);
    log.add({ ...op!, payload: op!.payload.replace('"en"', '"de"') });
    const reply = await hub.hub.transact(async (scope) =>
      pushOps(scope, room.kiosk.actor, { incarnation, ops: log.ops }, { now: hub.hub.clock(), requestId: null }),
    );
    expect(reply).toMatchObject({ results: [{ outcome: 'conflict', code: 'sync.op_id_reused' }] });
  });
});

describe('hello', () => {
  const hello = async (change: object) => {
    const basis = { protocol: { min: 1, max: 1 }, lastSeq: 0, lastHash: '0'.repeat(64), appVersion: '1.0.0' };
    return hub.post('/api/sync/hello', { ...basis, incarnation: room.kiosk.incarnation, ...change }, headers());
  };

  test('keeps what the device says of itself', async () => {
    const status = {
      outboxDepth: 7,
      oldestOutboxAt: 1_773_480_000_000,
      lastError: 'sync.hash_mismatch',
      paper: 'paper_out',
    };
    await hello({ status });
    const [row] = await hub.hub.db.select().from(devices).where(eq(devices.id, room.kiosk.actor.deviceId));
    const { outboxDepth, oldestOutboxAt, lastError, paperState } = row!;
    expect({ outboxDepth, oldestOutboxAt, lastError, paper: paperState }).toEqual(status);
  });

  test('of a device that knows more than the hub keeps its lane, and others it may not know of, from being given again', async () => {
    const unknown = await hello({ incarnation: randomUUID(), lane: 'P', ackedSeq: 40 });
    expect(unknown.status).toBe(409);
    const { lane } = await renew();
    expect(lane.length).toBeGreaterThan(1);
  });
});

describe('a feed that was pruned', () => {
  const prune = async () =>
    pruneFeed(hub.hub.db, {
      locationId: room.locationId,
      stream: 'queue',
      before: Date.now() + 60_000,
      beforeDay: '2000-01-01',
    });

  test('sends whoever is behind to the snapshot, which has everything at one point', async () => {
    await room.checkIn(4);
    await prune();
    expect(await pull('after=1')).toMatchObject({ rows: [], snapshot: true, head: 4 });
    const snapshot = await dataOf<SnapshotReply>(hub.get('/api/sync/snapshot?stream=queue', headers()));
    expect(snapshot.rows).toHaveLength(4);
    await room.checkIn(1);
    const next = await pull(`after=${snapshot.seq}&mark=${snapshot.mark}`);
    expect(next.rows.map(({ seq }) => seq)).toEqual([5]);
  });

  test('is not read on from a cursor of another history', async () => {
    await room.checkIn(2);
    const { mark } = await pull('after=0');
    expect(await pull(`after=2&mark=${mark}`)).toMatchObject({ rows: [], mark });
    expect(await pull('after=2&mark=1')).toMatchObject({ snapshot: true });
    expect(await pull(`after=9&mark=${mark}`)).toMatchObject({ snapshot: true });
  });
});

test('an op that an older hub could not read is applied by one that can', async () => {
  const [op] = await room.checkIn(1);
  const payload = JSON.parse(op!.payload) as { patient: { uid: string } };
  await hub.hub.db
    .update(offlineSyncLogs)
    .set({ syncStatus: 'failed', code: 'sync.unknown_kind', recordId: null })
    .where(eq(offlineSyncLogs.opId, op!.opId));
  expect(await takeUpQuarantined(hub.hub.db, hub.hub.transact, hub.hub.clock())).toBe(1);
  const [row] = await hub.hub.db.select().from(offlineSyncLogs).where(eq(offlineSyncLogs.opId, op!.opId));
  expect(row).toMatchObject({ syncStatus: 'synced', code: null });
  expect(await hub.hub.db.$count(patients, eq(patients.uid, payload.patient.uid))).toBe(1);
});

describe('a patient changed on two sides', () => {
  test('is merged field by field; what both changed, and who someone is, staff decide', async () => {
    const [op] = await room.checkIn(1);
    const { patient } = JSON.parse(op!.payload) as { patient: { uid: string; phone: string; lastName: string } };
    await hub.hub.db.update(patients).set({ rev: 2, address: 'Hub Street 1' }).where(eq(patients.uid, patient.uid));
    const change = {
      uid: patient.uid,
      base: { phone: patient.phone, address: null, lastName: patient.lastName },
      set: { phone: '+4930777888', address: 'Device Street 2', lastName: 'Renamed', email: 'a@example.com' },
    };
    const updated = room.log.add(
      {
        opId: randomUUID(),
        kind: 'patient.update',
        entityUid: patient.uid,
        payload: JSON.stringify(change),
        businessDate: '2026-03-14',
      },
      { baseRev: 1 },
    );
    const reply = await room.push([updated]);
    expect(reply).toMatchObject({ results: [{ outcome: 'conflict', code: 'sync.patient_differs' }] });
    const [row] = await hub.hub.db.select().from(patients).where(eq(patients.uid, patient.uid));
    expect(row).toMatchObject({
      phone: '+4930777888',
      email: 'a@example.com',
      address: 'Hub Street 1',
      lastName: patient.lastName,
    });
    const [kept] = await hub.hub.db.select().from(offlineSyncLogs).where(eq(offlineSyncLogs.opId, updated.opId));
    expect(kept?.conflict).toMatchObject({
      disputes: [
        { field: 'lastName', why: 'identifying', device: 'Renamed', hub: patient.lastName },
        { field: 'address', why: 'changed_twice', base: null, device: 'Device Street 2', hub: 'Hub Street 1' },
      ],
    });
  });
});

describe('a move that a device made', () => {
  const move = async (expectedFrom: string, type: string) => {
    const [entry] = await hub.hub.db
      .select()
      .from(queueManagement)
      .where(eq(queueManagement.locationId, room.locationId));
    const op = room.log.add({
      opId: randomUUID(),
      kind: 'queue.event',
      entityUid: entry!.uid,
      payload: JSON.stringify({ queueEntryUid: entry!.uid, expectedFrom, event: { type } }),
      businessDate: '2026-03-14',
    });
    const reply = await room.push([op]);
    if (reply.status !== 'ok') throw new Error(reply.status);
    return reply.results[0];
  };

  test('counts from the status it saw; too late it is superseded, but an end counts', async () => {
    await room.checkIn(1);
    expect(await move('waiting', 'hold')).toMatchObject({ outcome: 'synced' });
    expect(await move('called', 'start')).toMatchObject({ outcome: 'conflict', code: 'sync.superseded' });
    expect(await move('called', 'cancel')).toMatchObject({ outcome: 'synced' });
    expect(await move('waiting', 'hold')).toMatchObject({ outcome: 'conflict', code: 'sync.superseded' });
    const open = await hub.hub.db.select().from(offlineSyncLogs).where(eq(offlineSyncLogs.code, 'sync.superseded'));
    expect(open.every(({ resolvedAt }) => resolvedAt !== null)).toBe(true);
  });
});
