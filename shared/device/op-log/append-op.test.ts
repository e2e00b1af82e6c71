import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeDatabase, writeTransaction, type DeviceDatabase } from '#shared/device/db/device-database.ts';
import { op, opLog } from '#shared/device/db/schema.ts';
import { requireIdentity } from '#shared/device/identity/identity.store.ts';
import { GENESIS_HASH, opSchema, type Op } from '#shared/protocol/sync/op.ts';
import { newFolder, NOON, openPairedDevice, removeFolder } from '#testing/device/device-world.ts';
import { acknowledgeOps, rewindAcknowledged } from './acknowledge-ops.ts';
import { appendOp } from './append-op.ts';
import { hashOp } from './hash-op.ts';
import { carryUnseenOps, openIncarnation } from './open-incarnation.ts';
import { readLogHead, readOutbox, readOutboxState } from './op-log.queries.ts';
import { verifyLog } from './verify-log.ts';

let folder: string;
let db: DeviceDatabase;
let incarnation: string;
beforeEach(() => {
  folder = newFolder();
  db = openPairedDevice(folder);
  ({ incarnation } = requireIdentity(db));
});
afterEach(() => {
  closeDatabase(db);
  removeFolder(folder);
});

function append(payload = '{}', kind = 'visit.check_in'): Op {
  return writeTransaction(db, (tx) =>
    appendOp(tx, incarnation, {
      opId: v7(),
      kind,
      entityUid: v7(),
      baseRev: null,
      schemaVersion: 1,
      payload,
      recordedAt: NOON,
      businessDate: '2026-03-14',
    }),
  );
}

describe('a device’s log', () => {
  it('numbers, chains and hashes what it is given', () => {
    const [first, second] = [append(), append('{"a":"é"}')];
    expect([first.seq, second.seq]).toEqual([1, 2]);
    expect(first.prevHash).toBe(GENESIS_HASH);
    expect(second.prevHash).toBe(first.hash);
    const { hash, ...unhashed } = second;
    expect(hash).toBe(hashOp(incarnation, unhashed as Omit<Op, 'hash'>));
    expect(readOutbox(db, incarnation, 0).map((sent) => opSchema.parse(sent))).toEqual([first, second]);
  });

  it('is never altered, and loses nothing that the hub has not got', () => {
    append();
    append();
    const run = (sql: string) => () => db.$client.exec(sql);
    expect(run("UPDATE op SET payload = '{}'")).toThrow(/append-only/u);
    writeTransaction(db, (tx) => acknowledgeOps(tx, incarnation, { lastSeq: 1, results: [], now: NOON }));
    expect(run('DELETE FROM op WHERE seq = 2')).toThrow(/not acknowledged/u);
    expect(run('UPDATE op_log SET last_seq = 1')).toThrow(/went back/u);
    db.$client.exec('DELETE FROM op WHERE seq = 1');
    expect(append().seq).toBe(3);
    verifyLog(db, incarnation);
  });

  it('is found out when its last op is not what it was', () => {
    append();
    db.$client.exec('DROP TRIGGER op_is_append_only');
    db.$client.exec(`UPDATE op SET payload = '{"x":1}'`);
    expect(() => verifyLog(db, incarnation)).toThrow(expect.objectContaining({ code: 'device.log_damaged' }));
  });

  it('refuses what the hub would not read', () => {
    for (const payload of ['x'.repeat(70_000), '"\uD800"']) {
      expect(() => append(payload)).toThrow(expect.objectContaining({ code: 'device.op_invalid' }));
    }
    expect(readLogHead(db, incarnation).lastSeq).toBe(0);
  });

  it('knows how much is still to be sent, and rewinds for a hub that has forgotten', () => {
    append();
    append();
    writeTransaction(db, (tx) => acknowledgeOps(tx, incarnation, { lastSeq: 9, results: [], now: NOON }));
    expect(readOutboxState(db, incarnation)).toEqual({ depth: 0, oldestAt: null });
    writeTransaction(db, (tx) => rewindAcknowledged(tx, incarnation, 1));
    expect(readOutboxState(db, incarnation)).toEqual({ depth: 1, oldestAt: NOON });
  });

  it('carries what the hub has not got into a new incarnation, under the same ids', () => {
    const ops = [append('{"n":1}'), append('{"n":2}'), append('{"n":3}')];
    const next = v7();
    writeTransaction(db, (tx) => {
      acknowledgeOps(tx, incarnation, { lastSeq: 1, results: [], now: NOON });
      openIncarnation(tx, next, NOON, requireIdentity(tx).location.uid);
      expect(carryUnseenOps(tx, incarnation, next)).toBe(2);
    });
    const carried = readOutbox(db, next, 0);
    expect(carried.map(({ opId, payload }) => [opId, payload])).toEqual(
      ops.slice(1).map(({ opId, payload }) => [opId, payload]),
    );
    expect(carried.map(({ seq }) => seq)).toEqual([1, 2]);
    verifyLog(db, next);
    expect(db.select().from(op).where(eq(op.incarnation, incarnation)).all()).toHaveLength(3);
    expect(db.select().from(opLog).all()).toHaveLength(2);
  });
});
