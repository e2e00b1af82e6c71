import { and, eq, gte, lte, sql } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import type { Instant } from '#shared/domain/ports.ts';
import type { OpResult } from '#shared/protocol/sync/push.ts';
import type { Transaction } from '#hub/db/client.ts';
import type { DeviceActor } from '#hub/http/actor.ts';
import { deviceIncarnations } from '#hub/db/schema/devices.ts';
import { offlineSyncLogs } from '#hub/db/schema/sync.ts';
import type { AppliedOp } from './applied-op.ts';
import { describeKind } from './describe-kind.ts';
import { storableDate, storableInstant, storableInt, storableJson, storableText } from './storable-payload.ts';

export type LockedLog = { incarnation: string; lastSeq: number; lastHash: string };

/**
 * One push of a device at a time, under whatever incarnation: copies of one device send the same ops, and each must see
 * what the other has had applied. Both rows stay locked to the end of the transaction.
 */
export async function lockLog(tx: Transaction, device: DeviceActor, incarnation: string): Promise<LockedLog> {
  await tx.execute(sql`SELECT 1 FROM devices WHERE id = ${device.deviceId} FOR NO KEY UPDATE`);
  const [row] = await tx
    .select({ lastSeq: deviceIncarnations.lastSeq, lastHash: deviceIncarnations.lastHash })
    .from(deviceIncarnations)
    .where(and(eq(deviceIncarnations.uid, incarnation), eq(deviceIncarnations.deviceId, device.deviceId)))
    .for('update');
  if (!row) throw new AppError('sync.unknown_incarnation', { incarnation });
  return { incarnation, ...row };
}

export type StoredOp = OpResult & { hash: string };

/** What became of the ops from `first` to `last` when they came first. */
export async function readStoredOps(
  tx: Transaction,
  device: DeviceActor,
  range: { incarnation: string; first: number; last: number },
): Promise<Map<number, StoredOp>> {
  const rows = await tx
    .select({
      seq: offlineSyncLogs.seq,
      opId: offlineSyncLogs.opId,
      status: offlineSyncLogs.syncStatus,
      code: offlineSyncLogs.code,
      hash: offlineSyncLogs.hash,
    })
    .from(offlineSyncLogs)
    .where(
      and(
        eq(offlineSyncLogs.locationId, device.locationId),
        eq(offlineSyncLogs.incarnation, range.incarnation),
        gte(offlineSyncLogs.seq, range.first),
        lte(offlineSyncLogs.seq, range.last),
      ),
    );
  return new Map(
    rows.map((row) => {
      // The columns are nullable only for rows that came without a device log; this incarnation's have them all.
      const op = row as typeof row & { seq: number; opId: string; status: OpResult['outcome']; hash: string };
      return [op.seq, { seq: op.seq, opId: op.opId, outcome: op.status, code: op.code, hash: op.hash }];
    }),
  );
}

/** What became of an op that came before, under whatever incarnation. */
export type KnownOp = Pick<AppliedOp, 'outcome' | 'code' | 'recordId'> & { kind: string; payload: string };

/** Those of the op ids that are here already: after a fork the same ops come again under another incarnation. */
export async function readKnownOps(
  tx: Transaction,
  locationId: number,
  opIds: readonly string[],
): Promise<Map<string, KnownOp>> {
  if (opIds.length === 0) return new Map();
  const { rows } = await tx.execute<KnownOp & { opId: string; recordId: string | null }>(sql`
    SELECT DISTINCT ON (op_id) op_id AS "opId", sync_status AS outcome, code, record_id AS "recordId", kind, payload
    FROM offline_sync_logs
    WHERE location_id = ${locationId} AND op_id = ANY(${sql.param(opIds)}::uuid[])
    ORDER BY op_id, id`);
  return new Map(
    rows.map(({ opId, recordId, ...row }) => [opId, { ...row, recordId: recordId === null ? null : Number(recordId) }]),
  );
}

/** Keeps every op as it came, with what became of it, and moves the log's end. */
export async function recordOps(
  tx: Transaction,
  device: DeviceActor,
  incarnation: string,
  applied: readonly AppliedOp[],
  now: Instant,
): Promise<void> {
  const last = applied.at(-1)?.op;
  if (!last) return;
  const at = new Date(now).toISOString();
  await tx.execute(sql`
    WITH moved AS (
      UPDATE device_incarnations SET last_seq = ${last.seq}, last_hash = ${last.hash}
      WHERE uid = ${incarnation}::uuid AND device_id = ${device.deviceId}
    )
    INSERT INTO offline_sync_logs (location_id, device_id, incarnation, server_timestamp, resolved_at, sync_type, action,
      record_id, data, sync_status, code, conflict, conflict_resolution, sync_timestamp, seq, op_id, kind, entity_uid,
      base_rev, schema_version, payload, business_date, prev_hash, hash)
    SELECT ${device.locationId}, ${device.deviceUid}, ${incarnation}::uuid, ${at}::timestamptz,
      CASE WHEN conflict_resolution IS NOT NULL THEN ${at}::timestamptz END, sync_type, action,
      record_id, data, sync_status, code, conflict, conflict_resolution, sync_timestamp, seq, op_id, kind, entity_uid,
      base_rev, schema_version, coalesce(payload, data::text), business_date, prev_hash, hash
    FROM json_to_recordset(${`[${applied.map(logLine).join(',')}]`}::json) AS line (
      sync_type text, action text, record_id bigint, data json, sync_status text, code text, conflict jsonb,
      conflict_resolution text, sync_timestamp timestamptz, seq bigint, op_id uuid, kind text, entity_uid uuid,
      base_rev int, schema_version int, payload text, business_date date, prev_hash text, hash text)
    ORDER BY seq`);
}

/** One op as JSON text. Its payload goes over once where it is JSON as this program writes it, which is how devices write it. */
function logLine({ op, outcome, code, recordId, conflict, resolution }: AppliedOp): string {
  const { syncType, action } = describeKind(op.kind);
  const data = storableJson(op.payload);
  const columns = JSON.stringify({
    sync_type: syncType,
    action,
    record_id: recordId,
    sync_status: outcome,
    code,
    conflict: conflict ?? null,
    conflict_resolution: resolution ?? null,
    sync_timestamp: new Date(storableInstant(op.recordedAt)).toISOString(),
    seq: op.seq,
    op_id: op.opId,
    kind: storableText(op.kind),
    entity_uid: op.entityUid,
    base_rev: op.baseRev === null ? null : storableInt(op.baseRev),
    schema_version: storableInt(op.schemaVersion),
    // JSON's own null would arrive as no payload at all.
    payload: data === op.payload && data !== 'null' ? null : storableText(op.payload),
    business_date: storableDate(op.businessDate),
    prev_hash: op.prevHash,
    hash: op.hash,
  });
  return `${columns.slice(0, -1)},"data":${data ?? 'null'}}`;
}
