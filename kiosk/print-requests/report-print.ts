import { and, eq } from 'drizzle-orm';
import type { DeviceReader, DeviceTransaction } from '#shared/device/db/device-database.ts';
import { op } from '#shared/device/db/schema.ts';
import { requireIdentity } from '#shared/device/identity/identity.store.ts';
import { appendOp } from '#shared/device/op-log/append-op.ts';
import { readServiceDay } from '#shared/device/service-day/service-day.store.ts';
import { serviceDayOf } from '#shared/domain/service-day.ts';
import type { DevicePorts } from '#shared/device/system-ports.ts';
import type { PrintRequest } from '#shared/protocol/entities.ts';
import { OP_KINDS } from '#shared/protocol/sync/op.ts';
import type { PrintReportedPayload } from '#shared/protocol/sync/print-reported-op.ts';

/** Whether the log has a report of this request: it is made once, whatever the hub has heard of it yet. */
export function isReported(reader: DeviceReader, requestUid: string): boolean {
  const reports = and(eq(op.kind, OP_KINDS.printReported), eq(op.entityUid, requestUid));
  return reader.select({ seq: op.seq }).from(op).where(reports).get() !== undefined;
}

export function reportPrint(
  tx: DeviceTransaction,
  { clock, ids }: Pick<DevicePorts, 'clock' | 'ids'>,
  { uid, visitUid }: PrintRequest,
  report: Pick<PrintReportedPayload, 'copyNo' | 'outcome'>,
): void {
  const now = clock();
  const { incarnation, location } = requireIdentity(tx);
  const payload: PrintReportedPayload = { visitUid, ...report, reportedAt: now };
  appendOp(tx, incarnation, {
    opId: ids(),
    kind: OP_KINDS.printReported,
    entityUid: uid,
    baseRev: null,
    schemaVersion: 1,
    payload: JSON.stringify(payload),
    recordedAt: now,
    // A report enters no day: the clock may be in doubt.
    businessDate: readServiceDay(tx).businessDate ?? serviceDayOf(now, location),
  });
}
