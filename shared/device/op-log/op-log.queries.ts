import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { kept, type DeviceReader } from '#shared/device/db/device-database.ts';
import { op, opResult, type opLog } from '#shared/device/db/schema.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { Instant } from '#shared/domain/ports.ts';
import type { Op } from '#shared/protocol/sync/op.ts';
import { MAX_OPS_PER_PUSH, type OpResult } from '#shared/protocol/sync/push.ts';

/** Far below what a hub takes in one request, however long the reasons that people type. */
const MAX_BATCH_CHARACTERS = 1_000_000;

export type OpLogHead = typeof opLog.$inferSelect;

const FIND_HEAD = `
  SELECT incarnation, last_seq AS lastSeq, last_hash AS lastHash, acked_seq AS ackedSeq, forked_at_seq AS forkedAtSeq,
    opened_at AS openedAt, location_uid AS locationUid, pruned_seq AS prunedSeq
  FROM op_log WHERE incarnation = ?`;

export function findLogHead(reader: DeviceReader, incarnation: string): OpLogHead | null {
  return (kept(reader, FIND_HEAD).get(incarnation) as OpLogHead | undefined) ?? null;
}

/** Throws `device.log_missing`: an identity without its log is a damaged store. */
export function readLogHead(reader: DeviceReader, incarnation: string): OpLogHead {
  const head = findLogHead(reader, incarnation);
  if (!head) throw new AppError('device.log_missing', { incarnation });
  return head;
}

/** The next ops to push, in order, starting right after `afterSeq`. */
export function readOutbox(reader: DeviceReader, incarnation: string, afterSeq: number): Op[] {
  const rows = reader
    .select()
    .from(op)
    .where(and(eq(op.incarnation, incarnation), gt(op.seq, afterSeq)))
    .orderBy(asc(op.seq))
    .limit(MAX_OPS_PER_PUSH)
    .all();
  const batch: Op[] = [];
  let characters = 0;
  for (const { incarnation: _incarnation, ...row } of rows) {
    characters += row.payload.length;
    if (batch.length > 0 && characters > MAX_BATCH_CHARACTERS) break;
    batch.push(row);
  }
  return batch;
}

export type OutboxState = { depth: number; oldestAt: Instant | null };

export function readOutboxState(reader: DeviceReader, incarnation: string): OutboxState {
  const { lastSeq, ackedSeq } = readLogHead(reader, incarnation);
  const oldest = reader
    .select({ recordedAt: op.recordedAt })
    .from(op)
    .where(and(eq(op.incarnation, incarnation), eq(op.seq, ackedSeq + 1)))
    .get();
  return { depth: lastSeq - ackedSeq, oldestAt: oldest?.recordedAt ?? null };
}

/** What the hub could not apply; it holds the op, and staff resolve it there. */
export function listDisputedOps(reader: DeviceReader, incarnation: string): OpResult[] {
  return reader
    .select({ seq: opResult.seq, opId: opResult.opId, outcome: opResult.outcome, code: opResult.code })
    .from(opResult)
    .where(and(eq(opResult.incarnation, incarnation), sql`${opResult.outcome} <> 'synced'`))
    .orderBy(asc(opResult.seq))
    .all();
}
