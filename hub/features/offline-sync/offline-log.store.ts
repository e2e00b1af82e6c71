import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Instant } from '#shared/domain/ports.ts';
import type { Transaction } from '#hub/db/client.ts';
import { offlineSyncLogs } from '#hub/db/schema/sync.ts';
import type { Outcome } from '#hub/features/sync/apply-in-savepoint.ts';
import { storableJson, storableText } from '#hub/features/sync/storable-payload.ts';
import type { OfflineOp } from './offline-op.ts';
import { contentId } from './read-offline-op.ts';

/** One batch of a device at a time: sent twice at once, the second waits and finds what the first has done. */
export async function lockDevice(tx: Transaction, locationId: number, deviceId: string): Promise<void> {
  const name = `offline-sync ${locationId} ${deviceId}`;
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
}

export type KnownOp = {
  outcome: Outcome['outcome'];
  code: string | null;
  recordId: number | null;
  isSame(op: OfflineOp): boolean;
};

/** What became of those of a device's changes that came before, by their ids. */
export async function readKnownOps(
  tx: Transaction,
  locationId: number,
  deviceId: string,
  ops: readonly OfflineOp[],
): Promise<Map<string, KnownOp>> {
  const log = offlineSyncLogs;
  const ids = ops.map((op) => op.opId);
  const rows = await tx
    .select()
    .from(log)
    .where(
      and(eq(log.locationId, locationId), eq(log.deviceId, deviceId), isNull(log.incarnation), inArray(log.opId, ids)),
    );
  return new Map(
    rows.map(({ opId, syncStatus, code, recordId, kind, payload }) => [
      opId!,
      {
        outcome: syncStatus as Outcome['outcome'],
        code,
        recordId,
        isSame: (op) => kind === kindOf(op) && payload === storableText(op.payload),
      },
    ]),
  );
}

/** Keeps a change as it came, with what became of it. Rows without an incarnation are those of this interface. */
export async function recordOfflineOp(
  tx: Transaction,
  { locationId, deviceId, now }: { locationId: number; deviceId: string; now: Instant },
  op: OfflineOp,
  { outcome, code, recordId, conflict, resolution }: Outcome,
): Promise<void> {
  const data = storableJson(op.payload);
  await tx.insert(offlineSyncLogs).values({
    locationId,
    deviceId,
    syncType: op.type,
    action: op.action,
    recordId,
    data: data === null ? null : sql`${data}::jsonb`,
    payload: storableText(op.payload),
    syncStatus: outcome,
    code,
    conflict,
    conflictResolution: resolution,
    resolvedAt: resolution === undefined ? null : now,
    syncTimestamp: op.recordedAt ?? now,
    serverTimestamp: now,
    opId: op.opId,
    kind: kindOf(op),
    schemaVersion: 1,
  });
}

/** Another change under an id that is taken: kept as well, under an id of its content. */
export function underOwnId(deviceId: string, op: OfflineOp): OfflineOp {
  return { ...op, opId: contentId(deviceId, 'reused', op.opId, kindOf(op), op.payload) };
}

function kindOf({ type, action }: OfflineOp): string {
  return `${type}.${action}`;
}
