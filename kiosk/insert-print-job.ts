import type { NewPrintJob, PrintJob } from '#kiosk/printing/print-job-store.ts';
import { kept, type DeviceTransaction } from '#shared/device/db/device-database.ts';

const INSERT_JOB = `
  INSERT INTO print_job (uid, visit_uid, copy_no, state, ticket, created_at, updated_at, attempts, next_attempt_at,
    printer_id, last_error)
  VALUES (@uid, @visitUid, @copyNo, @state, seal(@ticket), @createdAt, @createdAt, @attempts, @nextAttemptAt,
    @printerId, @lastError)
  ON CONFLICT (visit_uid, copy_no) DO NOTHING`;

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
  const { uid, visitUid, copyNo, ticket } = job;
  const row = { uid, visitUid, copyNo, ticket: JSON.stringify(ticket), createdAt, ...fresh };
  const inserted = kept(tx, INSERT_JOB).run(row);
  return inserted.changes === 0 ? null : { ...job, ...fresh };
}
