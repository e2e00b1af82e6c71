import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GENESIS_HASH, type Op } from '#shared/protocol/sync/op.ts';
import { hashOf, newOpLog } from '#testing/factories/op-log.ts';
import { planPush, type LogState } from './plan-push.ts';

const UID = '0198c5a0-0000-7000-8000-0000000000aa';

function logOf(length: number, mark = ''): Op[] {
  const log = newOpLog(UID);
  for (let i = 0; i < length; i += 1) {
    log.add({ opId: UID, kind: 'x', entityUid: UID, payload: `{"n":"${mark}${i}"}`, businessDate: '2026-03-14' });
  }
  return log.ops;
}

function holding(ops: readonly Op[]): LogState {
  return {
    incarnation: UID,
    lastSeq: ops.length,
    lastHash: ops.at(-1)?.hash ?? GENESIS_HASH,
    storedHashes: new Map(ops.map((op) => [op.seq, op.hash])),
  };
}

describe('planning a push', () => {
  it('takes every part of a log that begins at or before the next number, and tells the old from the new', () => {
    const cuts = fc.tuple(fc.nat({ max: 12 }), fc.nat({ max: 12 }), fc.integer({ min: 1, max: 12 }));
    fc.assert(
      fc.property(cuts, ([held, from, count]) => {
        const log = logOf(30);
        const start = Math.min(from, held);
        const batch = log.slice(start, start + count);
        expect(planPush(holding(log.slice(0, held)), batch)).toEqual({
          status: 'accept',
          duplicates: batch.filter((op) => op.seq <= held).map((op) => op.seq),
          fresh: batch.filter((op) => op.seq > held),
        });
      }),
    );
  });

  it('asks for the number it misses, before or inside a batch', () => {
    const log = logOf(9);
    const state = holding(log.slice(0, 2));
    expect(planPush(state, log.slice(4))).toEqual({ status: 'gap', expectedSeq: 3 });
    expect(planPush(state, [...log.slice(2, 4), ...log.slice(5)])).toEqual({ status: 'gap', expectedSeq: 5 });
  });

  it('sees a clone: another op under a number it holds, or one sent twice with two contents', () => {
    const ours = logOf(5);
    const theirs = logOf(8, 'clone');
    expect(planPush(holding(ours), theirs.slice(3))).toEqual({ status: 'fork', atSeq: 4 });
    expect(planPush(holding([]), [...ours.slice(0, 1), ...theirs.slice(0, 1)])).toEqual({ status: 'fork', atSeq: 1 });
  });

  it('sees a rolled-back device by the past that its next op claims', () => {
    expect(planPush(holding(logOf(5)), logOf(8, 'other').slice(5))).toEqual({ status: 'fork', atSeq: 5 });
  });

  it('refuses an op changed in any field while its hash stayed', () => {
    const [op] = logOf(1) as [Op];
    const changes: Partial<Op>[] = [
      { payload: '{}' },
      { kind: 'y' },
      { recordedAt: 1 },
      { entityUid: '0198c5a0-0000-7000-8000-0000000000ab' },
      { businessDate: '2026-03-15' },
      { baseRev: 1 },
      { schemaVersion: 2 },
      { prevHash: '1'.repeat(64) },
    ];
    for (const change of changes) {
      expect(() => planPush(holding([]), [{ ...op, ...change }])).toThrow('sync.hash_mismatch');
    }
    const moved = { ...op, prevHash: '1'.repeat(64) };
    expect(() => planPush(holding([]), [{ ...moved, hash: hashOf(UID, moved) }])).toThrow('sync.hash_mismatch');
  });

  it('takes what is sound before a damaged op, and refuses the damaged one when it comes first', () => {
    const log = logOf(4);
    const damaged = log.map((op) => (op.seq === 3 ? { ...op, payload: '{"n":"changed"}' } : op));
    expect(planPush(holding([]), damaged)).toMatchObject({ status: 'accept', fresh: log.slice(0, 2) });
    expect(() => planPush(holding(log.slice(0, 2)), damaged)).toThrow(
      expect.objectContaining({ code: 'sync.hash_mismatch', details: { seq: 3 } }),
    );
  });
});
