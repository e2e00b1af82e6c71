import { and, asc, eq, gte } from 'drizzle-orm';
import type { DeviceTransaction } from '#shared/device/db/device-database.ts';
import { op, opLog } from '#shared/device/db/schema.ts';
import type { Instant } from '#shared/domain/ports.ts';
import { GENESIS_HASH } from '#shared/protocol/sync.ts';
import { appendOp } from './append-op.ts';
import { findLogHead } from './op-log.queries.ts';

/** Begins the log of a new incarnation, at seq 1. */
export function openIncarnation(tx: DeviceTransaction, incarnation: string, now: Instant): void {
  tx.insert(opLog)
    .values({ incarnation, lastSeq: 0, lastHash: GENESIS_HASH, ackedSeq: 0, forkedAtSeq: null, openedAt: now })
    .run();
}

/**
 * Writes the ops that the hub has not taken under a former incarnation once more under the new one, with the same op
 * ids: a hub that did take one knows it by its id. The former log stays as it was. Returns how many.
 */
export function carryUnseenOps(tx: DeviceTransaction, former: string, incarnation: string): number {
  const head = findLogHead(tx, former);
  if (!head) return 0;
  const firstUnseen = Math.min(head.ackedSeq + 1, head.forkedAtSeq ?? Infinity);
  const unseen = tx
    .select()
    .from(op)
    .where(and(eq(op.incarnation, former), gte(op.seq, firstUnseen)))
    .orderBy(asc(op.seq))
    .all();
  for (const { opId, kind, entityUid, baseRev, schemaVersion, payload, recordedAt, businessDate } of unseen) {
    appendOp(tx, incarnation, { opId, kind, entityUid, baseRev, schemaVersion, payload, recordedAt, businessDate });
  }
  return unseen.length;
}
