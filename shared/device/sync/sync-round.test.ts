import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { closeDatabase, writeTransaction, type DeviceDatabase } from '#shared/device/db/device-database.ts';
import { op, opResult } from '#shared/device/db/schema.ts';
import { readIdentity, requireIdentity } from '#shared/device/identity/identity.store.ts';
import { appendOp } from '#shared/device/op-log/append-op.ts';
import { readLogHead } from '#shared/device/op-log/op-log.queries.ts';
import { recordFork } from '#shared/device/op-log/record-fork.ts';
import { verifyLog } from '#shared/device/op-log/verify-log.ts';
import { findEntity, listEntities, readCursor } from '#shared/device/replica/replica.queries.ts';
import { AppError } from '#shared/domain/errors.ts';
import {
  clinicRows,
  DOCTOR_UID,
  newFolder,
  NOON,
  openPairedDevice,
  removeFolder,
  reopen,
  SERVICE_UID,
} from '#testing/device/device-world.ts';
import { startFakeHub, type FakeHub, type LineFault } from '#testing/device/fake-hub.ts';
import { hubConnector } from './connect-hub.ts';
import { syncRound } from './sync-round.ts';

let folder: string;
let hub: FakeHub;
let db: DeviceDatabase;

async function openWorld(): Promise<void> {
  folder = newFolder();
  hub = await startFakeHub();
  hub.feed.push(...clinicRows());
  db = openPairedDevice(folder, { hubUrl: hub.url });
}
async function closeWorld(): Promise<void> {
  closeDatabase(db);
  removeFolder(folder);
  await hub.close();
}
beforeEach(openWorld);
afterEach(closeWorld);

const connect = hubConnector({ pokes: false });

async function round(): Promise<string> {
  const { hubUrl, deviceUid, deviceKey } = requireIdentity(db);
  const link = connect({ hubUrl, auth: { deviceUid, deviceKey } });
  try {
    await syncRound({
      db,
      link,
      clock: () => NOON,
      streams: ['queue', 'clinic'],
      appVersion: '1.0.0',
      greet: true,
      onContact: () => undefined,
      onReplicaChange: () => undefined,
    });
    return 'ok';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  } finally {
    link.close();
  }
}

function addOp(payload = '{"n":1}'): void {
  addOps([payload]);
}

/** In one transaction: a test that wants hundreds need not wait for hundreds of flushes of a busy disk. */
function addOps(payloads: readonly string[]): void {
  const { incarnation } = requireIdentity(db);
  const rest = {
    kind: 'visit.check_in',
    baseRev: null,
    schemaVersion: 1,
    recordedAt: NOON,
    businessDate: '2026-03-14',
  };
  writeTransaction(db, (tx) => {
    for (const payload of payloads) appendOp(tx, incarnation, { ...rest, opId: v7(), entityUid: v7(), payload });
  });
}

function writtenHashes(): string[] {
  return db
    .select({ hash: op.hash })
    .from(op)
    .where(eq(op.incarnation, requireIdentity(db).incarnation))
    .orderBy(op.seq)
    .all()
    .map((row) => row.hash);
}

describe('a device and its hub', () => {
  it('pushes more ops than one request takes, in order, and keeps what became of each', async () => {
    const payloads = Array.from({ length: 450 }, (_, n) => `{"n":${n}}`);
    addOps(payloads);
    expect(await round()).toBe('ok');
    expect(hub.ops.map((sent) => sent.payload)).toEqual(payloads);
    expect(hub.requests.filter((path) => path.endsWith('push'))).toHaveLength(3);
    expect(db.select().from(opResult).all()).toHaveLength(450);
    // How long it takes is not what is tested: on a machine that does much else, long.
  }, 30_000);

  it('carries every op over a bad line once and in order, whatever is lost, doubled or cut off by a crash', async () => {
    const action = fc.oneof(
      { weight: 3, arbitrary: fc.constant('op' as const) },
      { weight: 1, arbitrary: fc.constant('crash' as const) },
      {
        weight: 4,
        arbitrary: fc.array(
          fc.constantFrom<LineFault>('none', 'lost_request', 'lost_answer', 'sent_twice', 'garbled'),
          { minLength: 1, maxLength: 4 },
        ),
      },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 25 }), async (actions) => {
        await closeWorld();
        await openWorld();
        for (const act of actions) {
          if (act === 'op') addOp();
          else if (act === 'crash') db = reopen(db, folder);
          else {
            hub.faults = [...act];
            await round();
            hub.faults = [];
          }
          verifyLog(db, requireIdentity(db).incarnation);
          expect(hub.ops.map(({ hash }) => hash)).toEqual(writtenHashes().slice(0, hub.ops.length));
        }
        expect(await round()).toBe('ok');
        expect(hub.ops.map(({ hash }) => hash)).toEqual(writtenHashes());
        const { ackedSeq, lastSeq } = readLogHead(db, requireIdentity(db).incarnation);
        expect(ackedSeq).toBe(lastSeq);
      }),
      { numRuns: 30 },
    );
  }, 60_000);

  it('refills a hub that came back from a backup', async () => {
    for (let n = 0; n < 5; n += 1) addOp();
    await round();
    hub.ops.length = 2;
    hub.epoch = v7();
    expect(await round()).toBe('ok');
    expect(hub.ops.map(({ hash }) => hash)).toEqual(writtenHashes());
  });

  it('says that it is shut out although it waits for another life, and waits on when it is let in again', async () => {
    addOp();
    await round();
    recordFork(db, requireIdentity(db).incarnation, 2);
    hub.refuseWith = 'auth.unknown_device';
    expect(await round()).toBe('device.revoked');
    expect(readIdentity(db)?.blockedBy).toBe('device.revoked');
    hub.refuseWith = null;
    expect(await round()).toBe('device.forked');
    expect(readIdentity(db)?.blockedBy).toBe('device.forked');
  });

  it('stops issuing, and loses nothing, when the hub holds another op under its number', async () => {
    addOp();
    await round();
    addOp();
    hub.ops.push({ ...hub.ops[0]!, seq: 2, hash: 'f'.repeat(64) });
    expect(await round()).toBe('device.forked');
    expect(readIdentity(db)?.blockedBy).toBe('device.forked');
    expect(writtenHashes()).toHaveLength(2);
    expect(readLogHead(db, requireIdentity(db).incarnation)).toMatchObject({ ackedSeq: 1, forkedAtSeq: 2 });
    // Reading goes on: a kiosk that waits for its pairing still shows the clinic.
    hub.feed.push({ ...clinicRows()[1]!, seq: 3, payload: null });
    expect(await round()).toBe('device.forked');
    expect(findEntity(db, 'doctor', DOCTOR_UID)).toBeNull();
  });

  it('knows that its file was rolled back when the hub holds more than it wrote', async () => {
    addOp();
    await round();
    hub.ops.push({ ...hub.ops[0]!, seq: 2, hash: 'f'.repeat(64) });
    expect(await round()).toBe('device.forked');
  });

  it('goes on under a lane of its own when its log was continued elsewhere, and sends again what the hub has not got', async () => {
    addOp('{"n":1}');
    await round();
    addOp('{"n":2}');
    addOp('{"n":3}');
    const forked = requireIdentity(db);
    hub.ops.push({ ...hub.ops[0]!, seq: 2, hash: 'f'.repeat(64) });
    hub.lives.push({ incarnation: v7(), lane: 'Y' });
    expect(await round()).toBe('ok');
    const renewed = requireIdentity(db);
    expect(renewed).toMatchObject({ lane: 'Y', blockedBy: null, deviceUid: forked.deviceUid });
    expect(renewed.incarnation).not.toBe(forked.incarnation);
    expect(hub.ops.map(({ payload }) => payload)).toEqual(['{"n":2}', '{"n":3}']);
    verifyLog(db, renewed.incarnation);
    expect(readLogHead(db, renewed.incarnation)).toMatchObject({ lastSeq: 2, ackedSeq: 2 });
  });

  it('gives a hub that has lost this life everything it still has, from every life before', async () => {
    addOp('{"n":1}');
    await round();
    hub.ops.push({ ...hub.ops[0]!, seq: 2, hash: 'f'.repeat(64) });
    hub.lives.push({ incarnation: v7(), lane: 'Y' });
    await round();
    addOp('{"n":2}');
    expect(await round()).toBe('ok');
    hub.unknownLives.add(requireIdentity(db).incarnation);
    hub.lives.push({ incarnation: v7(), lane: 'X' });
    expect(await round()).toBe('ok');
    expect(hub.ops.map(({ payload }) => payload)).toEqual(['{"n":1}', '{"n":2}']);
    expect(requireIdentity(db).lane).toBe('X');
  });

  it('takes the stream as it stands when the hub cannot go on from its cursor, all at once', async () => {
    await round();
    const gone = clinicRows()[1]!;
    hub.feed.push({ ...gone, seq: 3, payload: null });
    hub.pruned = 3;
    expect(await round()).toBe('ok');
    expect(listEntities(db, 'service')).toHaveLength(1);
    expect(listEntities(db, 'doctor')).toEqual([]);
    expect(readCursor(db, 'queue').seq).toBe(3);
  });

  it('is blocked while the hub does not take its key, and free again when it does', async () => {
    hub.refuseWith = 'auth.unknown_device';
    expect(await round()).toBe('device.revoked');
    expect(readIdentity(db)?.blockedBy).toBe('device.revoked');
    hub.refuseWith = null;
    expect(await round()).toBe('ok');
    expect(readIdentity(db)?.blockedBy).toBeNull();
  });

  it('stores nothing of a page with a hole in it', async () => {
    hub.feed.push({ seq: 4, entity: 'service', uid: v7(), rev: 1, payload: null });
    expect(await round()).toBe('sync.feed_gap');
    expect(readCursor(db, 'queue').seq).toBe(2);
  });

  it('reads a new feed from its start and drops only what the hub no longer knows', async () => {
    await round();
    hub.epoch = v7();
    hub.feed.splice(0, 2, clinicRows()[0]!);
    hub.refuseWith = null;
    expect(await round()).toBe('ok');
    expect(listEntities(db, 'service').map(({ uid }) => uid)).toEqual([SERVICE_UID]);
    expect(listEntities(db, 'doctor')).toEqual([]);
    expect(readCursor(db, 'queue')).toMatchObject({ seq: 1, rereading: false });
  });
});
