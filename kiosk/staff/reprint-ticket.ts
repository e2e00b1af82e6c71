import { eq } from 'drizzle-orm';
import { openPrintJobStore } from '#kiosk/print-job.store.ts';
import { ticketContentSchema } from '#shared/ticket/ticket-content.ts';
import { printJob } from '#shared/device/db/schema.ts';
import type { Device } from '#shared/device/start-device.ts';
import { AppError } from '#shared/domain/errors.ts';

/** Queues the next copy of a visit's ticket: the same words, marked as a copy. Throws `print.ticket_unknown`. */
export function reprintTicket(
  { db, ports }: Pick<Device, 'db' | 'ports'>,
  visitUid: string,
): { uid: string; copyNo: number } {
  const store = openPrintJobStore(db, ports.clock);
  const first = db.select({ ticket: printJob.ticket }).from(printJob).where(eq(printJob.visitUid, visitUid)).get();
  if (!first) throw new AppError('print.ticket_unknown', { visitUid });
  const copyNo = store.lastCopyNo(visitUid) + 1;
  const ticket = ticketContentSchema.parse(first.ticket);
  const { uid } = store.create({ uid: ports.ids(), visitUid, copyNo, ticket, createdAt: ports.clock() });
  return { uid, copyNo };
}
