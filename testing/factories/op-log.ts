import { createHash } from 'node:crypto';
import type { CheckInPayload } from '#shared/protocol/sync/check-in-op.ts';
import { GENESIS_HASH, OP_KINDS, opHashInput, type Op } from '#shared/protocol/sync/op.ts';

type OpEntry = Pick<Op, 'opId' | 'kind' | 'entityUid' | 'payload' | 'businessDate'>;

/** A device's log, written as a device writes it: numbered, chained, hashed. */
export type OpLog = {
  incarnation: string;
  ops: Op[];
  add(entry: OpEntry, odd?: Partial<Op>): Op;
};

export function newOpLog(incarnation: string): OpLog {
  const ops: Op[] = [];
  return {
    incarnation,
    ops,
    add({ opId, kind, entityUid, payload, businessDate }, odd = {}) {
      const unhashed = {
        opId,
        kind,
        entityUid,
        payload,
        businessDate,
        seq: ops.length + 1,
        baseRev: null,
        schemaVersion: 1,
        recordedAt: 1_773_480_000_000 + ops.length,
        prevHash: ops.at(-1)?.hash ?? GENESIS_HASH,
        ...odd,
      };
      const op = { ...unhashed, hash: hashOf(incarnation, unhashed) };
      ops.push(op);
      return op;
    },
  };
}

export function hashOf(incarnation: string, op: Omit<Op, 'hash'>): string {
  return createHash('sha256').update(opHashInput(incarnation, op)).digest('hex');
}

export function addCheckIn(log: OpLog, opId: string, payload: CheckInPayload): Op {
  return log.add({
    opId,
    kind: OP_KINDS.checkIn,
    entityUid: payload.visit.uid,
    payload: JSON.stringify(payload),
    businessDate: payload.token.businessDate,
  });
}
