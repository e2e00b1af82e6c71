import type { KioskPrinter } from '#kiosk/kiosk-printer.ts';
import { openPrintJobStore } from '#kiosk/print-job.store.ts';
import type { PrintJobState } from '#kiosk/printing/print-job-store.ts';
import { writeTransaction } from '#shared/device/db/device-database.ts';
import { readIdentity } from '#shared/device/identity/identity.store.ts';
import { listEntities } from '#shared/device/replica/replica.queries.ts';
import type { Device } from '#shared/device/start-device.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { PrintRequest } from '#shared/protocol/entities.ts';
import type { PrintReportedPayload } from '#shared/protocol/sync/print-reported-op.ts';
import { composeCopy } from './compose-copy.ts';
import { isReported, reportPrint } from './report-print.ts';

/** A request that took longer to come here, whoever's clock is wrong, is nobody's any more. */
const LATEST_MS = 180_000;
const OUTCOMES: Partial<Record<PrintJobState, PrintReportedPayload['outcome']>> = {
  printed: 'printed',
  unknown: 'unknown',
  expired: 'expired',
};

/**
 * Prints the copies that staff ask for at the hub, each once: the job has the request's uid, and everything is read from
 * the store, so that it goes on after a crash where it was. Reports each outcome as an op, once.
 */
export function followPrintRequests(
  device: Pick<Device, 'db' | 'ports' | 'onChange' | 'noteOp'>,
  printer: Pick<KioskPrinter, 'print' | 'onChange'>,
): void {
  const { db, ports } = device;
  const store = openPrintJobStore(db, ports.clock);

  function follow(): void {
    const identity = readIdentity(db);
    if (!identity || identity.blockedBy) return;
    const mine = listEntities(db, 'print_request').filter(({ deviceUid }) => deviceUid === identity.deviceUid);
    const reports = mine.filter(({ uid }) => !isReported(db, uid)).map(attend);
    // Each is durable already; the hub hears of them together.
    if (reports.some((isNew) => isNew)) device.noteOp();
  }

  /** Whether there was an outcome to report. */
  function attend(request: PrintRequest): boolean {
    const job = store.find(request.uid);
    if (job) {
      const outcome = OUTCOMES[job.state];
      if (!outcome) return false;
      writeTransaction(db, (tx) => reportPrint(tx, ports, request, { copyNo: job.copyNo, outcome }));
      return true;
    }
    if (Math.abs(ports.clock() - request.requestedAt) > LATEST_MS) {
      writeTransaction(db, (tx) => reportPrint(tx, ports, request, { copyNo: null, outcome: 'expired' }));
      return true;
    }
    const { uid, visitUid, copiesBefore } = request;
    const copyNo = Math.max(copiesBefore, store.lastCopyNo(visitUid)) + 1;
    store.create({ uid, visitUid, copyNo, ticket: composeCopy(db, request), createdAt: ports.clock() });
    printer.print(uid);
    return false;
  }

  const attempt = (): void => {
    try {
      follow();
    } catch (error) {
      // A store that cannot be written to says so at the next check-in; the request stays where it is.
      if (!(error instanceof AppError)) throw error;
    }
  };
  device.onChange(attempt);
  printer.onChange(attempt);
  attempt();
}
