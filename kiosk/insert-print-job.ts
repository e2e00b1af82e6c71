import type { NewPrintJob, PrintJob } from '#kiosk/printing/print-job-store.ts';
import type { DeviceTransaction } from '#shared/device/db/device-database.ts';
import { printJob } from '#shared/device/db/schema.ts';

/** Queues a job in a transaction of the caller's. Returns null when that visit has that copy already. */
export function insertPrintJob(tx: DeviceTransaction, job: NewPrintJob): PrintJob | null {
  const { createdAt } = job;
  const fresh = { attempts: 0, nextAttemptAt: createdAt, printerId: null, lastError: null } as const;
  const inserted = tx
    .insert(printJob)
    .values({ ...job, ...fresh, state: 'queued', updatedAt: createdAt })
    .onConflictDoNothing({ target: [printJob.visitUid, printJob.copyNo] })
    .run();
  return inserted.changes === 0 ? null : { ...job, ...fresh, state: 'queued' };
}
