import { and, eq, gte, lte, sql } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import type { Instant } from '#shared/domain/ports.ts';
import type { Op, OpResult } from '#shared/protocol/sync.ts';
import type { Transaction } from '#hub/db/client.ts';
import type { DeviceActor } from '#hub/http/actor.ts';
import { deviceIncarnations } from '#hub/db/schema/devices.ts';
import { offlineSyncLogs } from '#hub/db/schema/sync.ts';
import { describeKind } from './describe-kind.ts';
import { storableDate, storableInstant, storableInt, storableJson, storableText } from './storable-payload.ts';

export type LockedLog = { incarnation: string; lastSeq: number; lastHash: string };

/** One push of an incarnation at a time: the row stays locked to the end of the transaction. */
export async function lockLog(tx: Transaction, device: DeviceActor, incarnation: string): Promise<LockedLog> {
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

export type AppliedOp = { op: Op; outcome: OpResult['outcome']; code: string | null; recordId: number | null };

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
  await tx.insert(offlineSyncLogs).values(
    applied.map(({ op, outcome, code, recordId }) => {
      const json = storableJson(op.payload);
      return {
        ...describeKind(op.kind),
        locationId: device.locationId,
        deviceId: device.deviceUid,
        recordId,
        data: json === null ? null : sql`${json}::jsonb`,
        syncStatus: outcome,
        code,
        syncTimestamp: storableInstant(op.recordedAt),
        serverTimestamp: now,
        incarnation,
        seq: op.seq,
        opId: op.opId,
        kind: storableText(op.kind),
        entityUid: op.entityUid,
        baseRev: op.baseRev === null ? null : storableInt(op.baseRev),
        schemaVersion: storableInt(op.schemaVersion),
        payload: storableText(op.payload),
        businessDate: storableDate(op.businessDate),
        prevHash: op.prevHash,
        hash: op.hash,
      };
    }),
  );
  await tx
    .update(deviceIncarnations)
    .set({ lastSeq: last.seq, lastHash: last.hash })
    .where(and(eq(deviceIncarnations.uid, incarnation), eq(deviceIncarnations.deviceId, device.deviceId)));
}
