import { randomUUID } from 'node:crypto';
import { asc, eq, sql } from 'drizzle-orm';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Op } from '#shared/protocol/sync/op.ts';
import type { OpResult, PushReply } from '#shared/protocol/sync/push.ts';
import { postgresCode } from '#hub/db/postgres-error.ts';
import { createTransact } from '#hub/db/transact.ts';
import { patients } from '#hub/db/schema/patients.ts';
import { queueEvents, queueManagement, visits } from '#hub/db/schema/queue.ts';
import { feed, offlineSyncLogs } from '#hub/db/schema/sync.ts';
import { aCheckIn } from '#testing/factories/check-in.ts';
import { insertLocation, insertService } from '#testing/factories/clinic.ts';
import { insertDevice, type EnrolledDevice } from '#testing/factories/enrolled-device.ts';
import { addCheckIn, newOpLog, type OpLog } from '#testing/factories/op-log.ts';
import { useDatabase } from '#testing/postgres/clone-database.ts';
import { pushOps } from './push-ops.ts';

const database = useDatabase();
const NOW = 1_773_490_000_000;
const BUSINESS_DATE = '2026-03-14';

type World = { locationId: number; serviceUid: string; device: EnrolledDevice; log: OpLog };

async function newWorld(): Promise<World> {
  const location = await insertLocation(database.db);
  const service = await insertService(database.db, { locationId: location.id });
  const device = await insertDevice(database.db, { locationId: location.id, n: 0 });
  return { locationId: location.id, serviceUid: service.uid, device, log: newOpLog(device.incarnation) };
}

async function worldWithLog(checkIns: number): Promise<World> {
  const world = await newWorld();
  for (let n = 1; n <= checkIns; n += 1) checkIn(world, n);
  return world;
}

function checkIn({ log, device, serviceUid }: World, n: number): Op {
  return addCheckIn(log, randomUUID(), aCheckIn(n, { lane: device.lane, serviceUid }));
}

function addRaw({ log }: World, kind: string, payload: string): Op {
  return log.add({ opId: randomUUID(), kind, entityUid: randomUUID(), payload, businessDate: BUSINESS_DATE });
}

const transact = () => createTransact(database.db);

async function push({ device }: World, ops: readonly Op[]): Promise<PushReply> {
  const request = { incarnation: device.incarnation, ops: [...ops] };
  return transact()(async (scope) => pushOps(scope, device.actor, request, { now: NOW, requestId: null }));
}

function resultsOf(reply: PushReply): OpResult[] {
  if (reply.status !== 'ok') throw new Error(`expected ok, got ${reply.status}`);
  return reply.results;
}

async function countsOf(locationId: number): Promise<Record<string, number>> {
  const count = async (table: typeof patients | typeof visits | typeof queueManagement | typeof queueEvents) =>
    database.db.$count(table, eq(table.locationId, locationId));
  return {
    patients: await count(patients),
    visits: await count(visits),
    queue: await count(queueManagement),
    events: await count(queueEvents),
    logs: await database.db.$count(offlineSyncLogs, eq(offlineSyncLogs.locationId, locationId)),
    feed: await database.db.$count(feed, eq(feed.locationId, locationId)),
  };
}

function allOf(n: number): Record<string, number> {
  return { patients: n, visits: n, queue: n, events: n, logs: n, feed: n };
}

describe('a push', () => {
  test('checks patients in: patient, visit, queue entry, history, log and feed, once each', async () => {
    const world = await worldWithLog(3);
    const reply = await push(world, world.log.ops);
    expect(reply).toMatchObject({ status: 'ok', lastSeq: 3 });
    expect(resultsOf(reply).map((result) => result.outcome)).toEqual(['synced', 'synced', 'synced']);
    expect(await countsOf(world.locationId)).toEqual(allOf(3));
    const rows = await database.db
      .select()
      .from(feed)
      .where(eq(feed.locationId, world.locationId))
      .orderBy(asc(feed.seq));
    expect(rows.map((row) => [row.seq, row.payload?.['token'], row.payload?.['status']])).toEqual([
      [1, 'A-001', 'waiting'],
      [2, 'A-002', 'waiting'],
      [3, 'A-003', 'waiting'],
    ]);
  });

  test('sent again any number of times, in any cut, changes nothing and is answered as the first time', async () => {
    const cuts = fc.array(fc.record({ from: fc.nat({ max: 13 }), count: fc.integer({ min: 1, max: 14 }) }), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(cuts, fc.nat({ max: 12 }), async (pushes, poisonAt) => {
        const world = await newWorld();
        for (let n = 1; n <= 14; n += 1) {
          if (n === poisonAt + 1) addRaw(world, 'visit.check_in', '{"poison":true}');
          else checkIn(world, n);
        }
        const first = new Map<number, OpResult>();
        let held = 0;
        const send = async (from: number, count: number): Promise<void> => {
          const batch = world.log.ops.slice(from, from + count);
          const reply = await push(world, batch);
          const isGap = from > held;
          expect(reply.status === 'gap' ? reply.expectedSeq : 'no gap').toBe(isGap ? held + 1 : 'no gap');
          if (isGap) return;
          held = Math.max(held, from + batch.length);
          expect(reply).toMatchObject({ status: 'ok', lastSeq: held });
          expect(resultsOf(reply).map((result) => result.seq)).toEqual(batch.map((op) => op.seq));
          for (const result of resultsOf(reply)) {
            expect(result).toEqual(first.get(result.seq) ?? result);
            first.set(result.seq, result);
          }
        };
        for (const { from, count } of pushes) await send(from, count);
        await send(Math.min(held, 13), 14);
        await send(0, 14);
        expect([...first.values()].filter((result) => result.outcome === 'failed').map((result) => result.seq)).toEqual(
          [poisonAt + 1],
        );
        expect(await countsOf(world.locationId)).toEqual({ ...allOf(13), logs: 14 });
      }),
      { numRuns: 12 },
    );
  });

  test('of one batch by five connections at once applies it once, and answers all five alike', async () => {
    const world = await worldWithLog(20);
    const replies = await Promise.all(Array.from({ length: 5 }, async () => push(world, world.log.ops)));
    for (const reply of replies) expect(reply).toEqual(replies[0]);
    expect(await countsOf(world.locationId)).toEqual(allOf(20));
  });

  test('with a hole is answered with the number that is missing, and leaves nothing', async () => {
    const world = await worldWithLog(6);
    await push(world, world.log.ops.slice(0, 2));
    expect(await push(world, world.log.ops.slice(3))).toEqual({ status: 'gap', expectedSeq: 3 });
    expect(await countsOf(world.locationId)).toEqual(allOf(2));
  });

  test('from a clone of the database is a fork, and leaves nothing', async () => {
    const world = await worldWithLog(4);
    await push(world, world.log.ops);
    const clone: World = { ...world, log: newOpLog(world.device.incarnation) };
    for (const op of world.log.ops.slice(0, 3)) clone.log.add(op);
    checkIn(clone, 40);
    checkIn(clone, 41);
    expect(await push(clone, clone.log.ops.slice(3))).toEqual({ status: 'fork', atSeq: 4 });
    expect(await push(clone, clone.log.ops.slice(0, 4))).toEqual({ status: 'fork', atSeq: 4 });
    expect(await push(clone, clone.log.ops.slice(4))).toEqual({ status: 'fork', atSeq: 4 });
    expect(await countsOf(world.locationId)).toEqual(allOf(4));
  });

  test('takes everything before an op that was tampered with, and then refuses that op', async () => {
    const world = await worldWithLog(3);
    const tampered = world.log.ops.map((op) => (op.seq === 2 ? { ...op, payload: op.payload.replace('A', 'B') } : op));
    expect(await push(world, tampered)).toMatchObject({ status: 'ok', lastSeq: 1 });
    await expect(push(world, tampered.slice(1))).rejects.toMatchObject({
      code: 'sync.hash_mismatch',
      details: { seq: 2 },
    });
    expect(await countsOf(world.locationId)).toEqual(allOf(1));
    expect(await push(world, world.log.ops)).toMatchObject({ status: 'ok', lastSeq: 3 });
  });

  test("into another device's incarnation is refused", async () => {
    const world = await worldWithLog(1);
    const other = await insertDevice(database.db, { locationId: world.locationId, n: 1 });
    const request = { incarnation: world.device.incarnation, ops: world.log.ops };
    const pushing = transact()(async (scope) => pushOps(scope, other.actor, request, { now: NOW, requestId: null }));
    await expect(pushing).rejects.toThrow('sync.unknown_incarnation');
  });

  test('that is rolled back leaves nothing, neither the log moved on nor a row in the feed', async () => {
    const world = await worldWithLog(5);
    const request = { incarnation: world.device.incarnation, ops: world.log.ops };
    const failing = transact()(async (scope) => {
      await pushOps(scope, world.device.actor, request, { now: NOW, requestId: null });
      throw new Error('the lights went out');
    });
    await expect(failing).rejects.toThrow('the lights went out');
    expect(await countsOf(world.locationId)).toEqual(allOf(0));
    expect(await push(world, world.log.ops)).toMatchObject({ status: 'ok', lastSeq: 5 });
  });

  test('that cannot get a lock in time is not taken for a failed op either', async () => {
    const world = await worldWithLog(3);
    const payload = JSON.parse(world.log.ops[1]!.payload) as ReturnType<typeof aCheckIn>;
    const request = { incarnation: world.device.incarnation, ops: world.log.ops };
    const { uid, firstName, lastName, birthDate } = payload.patient;
    const { locationId } = world;
    const holding = database.db.transaction(async (other) => {
      await other.insert(patients).values({ uid, locationId, firstName, lastName, dateOfBirth: birthDate });
      const blocked = transact()(async (scope) => {
        await scope.tx.execute(sql`SET LOCAL lock_timeout = '100ms'`);
        return pushOps(scope, world.device.actor, request, { now: NOW, requestId: null });
      });
      await expect(blocked).rejects.toSatisfy((error) => postgresCode(error) === '55P03');
      throw new Error('on purpose');
    });
    await expect(holding).rejects.toThrow('on purpose');
    expect(await countsOf(world.locationId)).toEqual(allOf(0));
    expect(resultsOf(await push(world, world.log.ops)).every((result) => result.outcome === 'synced')).toBe(true);
  });

  test('whose connection dies half way is not taken for a failed op: all of it can be sent again', async () => {
    const world = await worldWithLog(5);
    const request = { incarnation: world.device.incarnation, ops: world.log.ops };
    const dying = transact()(async (scope) => {
      const { rows } = await scope.tx.execute<{ pid: number }>(sql`SELECT pg_backend_pid() AS pid`);
      // Cut while the ops are being applied: the lock of the log is held from then on.
      const cut = cutWhenLocked(rows[0]!.pid, world.device.incarnation);
      try {
        return await pushOps(scope, world.device.actor, request, { now: NOW, requestId: null });
      } finally {
        await cut;
        await scope.tx.execute(sql`SELECT 1`);
      }
    });
    await expect(dying).rejects.toThrow(/./u);
    expect(await countsOf(world.locationId)).toEqual(allOf(0));
    expect(resultsOf(await push(world, world.log.ops)).every((result) => result.outcome === 'synced')).toBe(true);
  });
});

/** Ends a connection as soon as it holds the lock on an incarnation. */
async function cutWhenLocked(pid: number, incarnation: string): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    const free = await database.db.execute(
      sql`SELECT 1 FROM device_incarnations WHERE uid = ${incarnation} FOR UPDATE SKIP LOCKED`,
    );
    if (free.rows.length === 0) break;
  }
  await database.db.execute(sql`SELECT pg_terminate_backend(${pid})`);
}

describe('an op that can never be applied', () => {
  test('is kept and told, each with its reason, and the rest flows', async () => {
    const world = await newWorld();
    const elsewhere = await newWorld();
    const { lane } = world.device;
    checkIn(world, 1);
    addRaw(world, 'tea.made', '{"sugar":2}');
    addRaw(world, 'visit.check_in', 'not JSON at all');
    addCheckIn(world.log, randomUUID(), aCheckIn(4, { lane, serviceUid: elsewhere.serviceUid }));
    addCheckIn(world.log, randomUUID(), aCheckIn(5, { lane, serviceUid: world.serviceUid, doctorUid: randomUUID() }));
    const bornInYearZero = aCheckIn(6, { lane, serviceUid: world.serviceUid });
    bornInYearZero.patient.birthDate = '0000-01-01';
    addCheckIn(world.log, randomUUID(), bornInYearZero);
    checkIn(world, 1);
    checkIn(world, 8);
    const reply = await push(world, world.log.ops);
    expect(resultsOf(reply).map((result) => [result.outcome, result.code])).toEqual([
      ['synced', null],
      ['failed', 'sync.unknown_kind'],
      ['failed', 'sync.bad_payload'],
      ['failed', 'sync.unknown_service'],
      ['failed', 'sync.unknown_doctor'],
      ['failed', 'sync.refused_by_database'],
      ['conflict', 'sync.token_taken'],
      ['synced', null],
    ]);
    expect(await countsOf(world.locationId)).toEqual({ ...allOf(2), logs: 8 });
    const kept = await database.db
      .select()
      .from(offlineSyncLogs)
      .where(eq(offlineSyncLogs.locationId, world.locationId))
      .orderBy(asc(offlineSyncLogs.seq));
    expect(kept.map((row) => row.payload)).toEqual(world.log.ops.map((op) => op.payload));
    expect(kept[1]?.data).toEqual({ sugar: 2 });
    expect(kept[2]?.data).toBeNull();
  });

  test('is kept even when Postgres could not hold it as it is, or its clock and numbers are absurd', async () => {
    const world = await newWorld();
    addRaw(world, 'nul\0kind', '{"a":"\\u0000"}');
    addRaw(world, 'lone.surrogate', '{"a":"\ud800"}');
    addRaw(world, 'raw.nul', '\0');
    addRaw(world, 'deep', '['.repeat(30_000) + ']'.repeat(30_000));
    addRaw(world, 'huge.number', '{"n":1e999999}');
    world.log.add(
      { opId: randomUUID(), kind: 'odd', entityUid: randomUUID(), payload: '{}', businessDate: '0000-01-01' },
      { recordedAt: Number.MAX_SAFE_INTEGER, baseRev: Number.MAX_SAFE_INTEGER, schemaVersion: Number.MAX_SAFE_INTEGER },
    );
    checkIn(world, 7);
    const results = resultsOf(await push(world, world.log.ops));
    expect(results.map((result) => result.outcome)).toEqual([...Array(6).fill('failed'), 'synced']);
    expect(resultsOf(await push(world, world.log.ops))).toEqual(results);
  });

  test('because of its clock does not exist: any time a device may have had is taken', async () => {
    const world = await newWorld();
    const { lane } = world.device;
    for (const [index, checkedInAt] of [0, -1, Number.MAX_SAFE_INTEGER, NOW + 400 * 86_400_000].entries()) {
      addCheckIn(world.log, randomUUID(), aCheckIn(index + 1, { lane, serviceUid: world.serviceUid, checkedInAt }));
    }
    const results = resultsOf(await push(world, world.log.ops));
    expect(results.map((result) => result.outcome)).toEqual(['synced', 'synced', 'synced', 'synced']);
    const rows = await database.db
      .select()
      .from(queueManagement)
      .where(eq(queueManagement.locationId, world.locationId));
    // A clock that is ahead does not put anyone behind all who will ever come.
    expect(Math.max(...rows.map((row) => row.checkInTime))).toBe(NOW);
  });
});

describe('a visit that the hub knows', () => {
  test('comes again under a new incarnation after a fork, and stays one', async () => {
    const world = await worldWithLog(2);
    await push(world, world.log.ops);
    const again = await insertDevice(database.db, { locationId: world.locationId, n: 3 });
    const log = newOpLog(again.incarnation);
    for (const op of world.log.ops) log.add(op);
    const moved = { ...world, device: again, log };
    expect(resultsOf(await push(moved, log.ops)).map((result) => result.outcome)).toEqual(['synced', 'synced']);
    expect(await countsOf(world.locationId)).toEqual({ ...allOf(2), logs: 4 });
  });

  test('under another token is a conflict', async () => {
    const world = await newWorld();
    const visit = aCheckIn(1, { lane: world.device.lane, serviceUid: world.serviceUid });
    addCheckIn(world.log, randomUUID(), visit);
    addCheckIn(world.log, randomUUID(), { ...visit, token: { ...visit.token, number: 2 } });
    const results = resultsOf(await push(world, world.log.ops));
    expect(results[1]).toMatchObject({ outcome: 'conflict', code: 'sync.visit_exists' });
  });

  test('of a patient with other details keeps those the hub has, lets the patient wait, and asks staff', async () => {
    const world = await newWorld();
    const first = aCheckIn(1, { lane: world.device.lane, serviceUid: world.serviceUid });
    const second = aCheckIn(2, { lane: world.device.lane, serviceUid: world.serviceUid });
    addCheckIn(world.log, randomUUID(), first);
    addCheckIn(world.log, randomUUID(), { ...second, patient: { ...first.patient, lastName: 'Changed' } });
    const results = resultsOf(await push(world, world.log.ops));
    expect(results[1]).toMatchObject({ outcome: 'conflict', code: 'sync.patient_differs' });
    expect(await countsOf(world.locationId)).toEqual({ ...allOf(2), patients: 1 });
    const [kept] = await database.db.select().from(patients).where(eq(patients.uid, first.patient.uid));
    expect(kept?.lastName).toBe(first.patient.lastName);
  });
});
