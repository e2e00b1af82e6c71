import type { NewPrintJob, PrintJob } from '#kiosk/printing/print-job-store.ts';
import type { DeviceTransaction } from '#shared/device/db/device-database.ts';
import { printJob } from '#shared/device/db/schema.ts';

/**
 * Adds a job in a transaction of the caller's: `queued`, or `sending` already to a printer whose line stands open. Returns
 * null when that visit has that copy.
 */
export function insertPrintJob(
  tx: DeviceTransaction,
  job: NewPrintJob,
  sendingTo: string | null = null,
): PrintJob | null {
  const { createdAt } = job;
  const state = sendingTo === null ? 'queued' : 'sending';
  const fresh = {
    state,
    attempts: sendingTo === null ? 0 : 1,
    nextAttemptAt: createdAt,
    printerId: sendingTo,
    lastError: null,
  } as const;
  const inserted = tx
    .insert(printJob)
    .values({ ...job, ...fresh, updatedAt: createdAt })
    .onConflictDoNothing({ target: [printJob.visitUid, printJob.copyNo] })
    .run();
  return inserted.changes === 0 ? null : { ...job, ...fresh };
}
