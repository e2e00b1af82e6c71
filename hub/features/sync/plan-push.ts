import { AppError } from '#shared/domain/errors.ts';
import type { Op } from '#shared/protocol/sync/op.ts';
import { hashOp } from './hash-op.ts';

/** What the hub holds of one incarnation's log before a push. */
export type LogState = {
  incarnation: string;
  lastSeq: number;
  /** Hash of op `lastSeq`; GENESIS_HASH when there is none. */
  lastHash: string;
  /** Hashes stored for those numbers of the batch that are at or below `lastSeq`. */
  storedHashes: ReadonlyMap<number, string>;
};

export type PushPlan =
  | { status: 'accept'; duplicates: number[]; fresh: Op[] }
  | { status: 'gap'; expectedSeq: number }
  | { status: 'fork'; atSeq: number };

/**
 * Decides what a batch is, without touching anything. Ops that the hub holds already must be the same ops; the rest
 * must continue the log, each hash right and each chained to the one before.
 *
 * An op that does not stand up to its hash ends the batch before it, so that everything sound gets in; when it is the
 * first new one, throws `sync.hash_mismatch`: it was damaged on the device or on the way, and the device can tell which.
 */
export function planPush(state: LogState, ops: readonly Op[]): PushPlan {
  const duplicates: number[] = [];
  const fresh: Op[] = [];
  let seq = state.lastSeq;
  let hash = state.lastHash;
  for (const op of ops) {
    const held = op.seq <= state.lastSeq ? state.storedHashes.get(op.seq) : fresh[op.seq - state.lastSeq - 1]?.hash;
    if (op.seq <= seq) {
      if (held !== op.hash) return { status: 'fork', atSeq: op.seq };
      if (op.seq <= state.lastSeq) duplicates.push(op.seq);
      continue;
    }
    if (op.seq !== seq + 1) return { status: 'gap', expectedSeq: seq + 1 };
    if (op.prevHash !== hash || hashOp(state.incarnation, op) !== op.hash) {
      if (fresh.length > 0) break;
      // A sound op with another past: the log was rolled back and written anew before this number.
      if (op.prevHash !== hash && seq > 0 && hashOp(state.incarnation, op) === op.hash) {
        return { status: 'fork', atSeq: seq };
      }
      throw new AppError('sync.hash_mismatch', { seq: op.seq });
    }
    fresh.push(op);
    seq = op.seq;
    hash = op.hash;
  }
  return { status: 'accept', duplicates, fresh };
}
