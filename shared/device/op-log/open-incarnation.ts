import { and, asc, eq, gte, ne, sql } from 'drizzle-orm';
import type { DeviceTransaction } from '#shared/device/db/device-database.ts';
import { op, opLog } from '#shared/device/db/schema.ts';
import type { Instant } from '#shared/domain/ports.ts';
import { GENESIS_HASH } from '#shared/protocol/sync/op.ts';
import { appendOp } from './append-op.ts';
import { findLogHead } from './op-log.queries.ts';

/** Begins the log of a new incarnation at a location, at seq 1. */
export function openIncarnation(tx: DeviceTransaction, incarnation: string, now: Instant, locationUid: string): void {
  tx.insert(opLog)
    .values({ incarnation, lastSeq: 0, lastHash: GENESIS_HASH, ackedSeq: 0, openedAt: now, locationUid })
    .run();
}

/**
 * Writes the ops that the hub has not taken under a former incarnation once more under the new one, with the same op
 * ids: a hub that did take one knows it by its id. The former log stays as it was. `hubLastSeq`: how far the hub says that
 * it holds the former log. Returns how many.
 */
export function carryUnseenOps(
  tx: DeviceTransaction,
  former: string,
  incarnation: string,
  hubLastSeq = Infinity,
): number {
  const head = findLogHead(tx, former);
  if (!head) return 0;
  const firstUnseen = Math.min(head.ackedSeq + 1, head.forkedAtSeq ?? Infinity, hubLastSeq + 1);
  const unseen = tx
    .select()
    .from(op)
    .where(and(eq(op.incarnation, former), gte(op.seq, firstUnseen)))
    .orderBy(asc(op.seq))
    .all();
  return carry(tx, incarnation, unseen);
}

/**
 * Writes everything this store still has of a location under the new incarnation: for a hub that has lost, nobody knows
 * how much, of what it had acknowledged. It tells by the op ids what it has. Returns how many.
 */
export function carryRetainedOps(tx: DeviceTransaction, locationUid: string, incarnation: string): number {
  const retained = tx
    .select({ op })
    .from(op)
    .innerJoin(opLog, eq(opLog.incarnation, op.incarnation))
    .where(and(eq(opLog.locationUid, locationUid), ne(op.incarnation, incarnation)))
    .orderBy(sql`${opLog}.rowid`, asc(op.seq))
    .all();
  // An op that was carried before stands in several logs.
  return carry(tx, incarnation, [...new Map(retained.map((row) => [row.op.opId, row.op])).values()]);
}

function carry(tx: DeviceTransaction, incarnation: string, ops: readonly (typeof op.$inferSelect)[]): number {
  for (const { opId, kind, entityUid, baseRev, schemaVersion, payload, recordedAt, businessDate } of ops) {
    appendOp(tx, incarnation, { opId, kind, entityUid, baseRev, schemaVersion, payload, recordedAt, businessDate });
  }
  return ops.length;
}
