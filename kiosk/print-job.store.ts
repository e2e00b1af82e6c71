import { and, asc, eq, inArray, lt, lte, max, min, notInArray, sql, type SQL } from 'drizzle-orm';
import type { Leftover, PrintJob, PrintJobStore } from '#kiosk/printing/print-job-store.ts';
import { ticketContentSchema } from '#shared/ticket/ticket-content.ts';
import {
  writeTransaction,
  type DeviceDatabase,
  type DeviceReader,
  type DeviceTransaction,
} from '#shared/device/db/device-database.ts';
import { printerLeftover, printJob } from '#shared/device/db/schema.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { Clock } from '#shared/domain/ports.ts';
import { insertPrintJob } from './insert-print-job.ts';

const STILL_TO_PRINT = ['queued', 'failed_before_send'] as const;

/** Print jobs in the device's store: each call that writes is durable when it returns. */
export function openPrintJobStore(db: DeviceDatabase, clock: Clock): PrintJobStore {
  return {
    create: (job, sendingTo) =>
      writeTransaction(db, (tx) => insertPrintJob(tx, job, sendingTo) ?? existingCopy(tx, job.visitUid, job.copyNo)),
    find: (uid) => findJob(db, eq(printJob.uid, uid)),
    lastCopyNo: (visitUid) =>
      db
        .select({ copyNo: max(printJob.copyNo) })
        .from(printJob)
        .where(eq(printJob.visitUid, visitUid))
        .get()?.copyNo ?? 0,
    nextQueued: (now, except) => findJob(db, and(isOpen(except), lte(printJob.nextAttemptAt, now))),
    nextDueAt: (except) =>
      db
        .select({ at: min(printJob.nextAttemptAt) })
        .from(printJob)
        .where(isOpen(except))
        .get()?.at ?? null,
    setState: (uid, { leftover, ...change }) =>
      writeTransaction(db, (tx) => {
        const attempts = change.state === 'sending' ? sql`${printJob.attempts} + 1` : undefined;
        tx.update(printJob)
          .set({ ...change, attempts, updatedAt: clock() })
          .where(eq(printJob.uid, uid))
          .run();
        const job = existing(findJob(tx, eq(printJob.uid, uid)), uid);
        if (leftover && job.printerId !== null) noteLeftover(tx, job.printerId, leftover);
        return job;
      }),
    leftovers: () =>
      new Map(
        db
          .select()
          .from(printerLeftover)
          .all()
          .map(({ printerId, leftover }) => [printerId, leftover]),
      ),
    bootRecover: () =>
      writeTransaction(db, (tx) => {
        const recovered = tx
          .update(printJob)
          .set({ state: 'unknown', updatedAt: clock() })
          .where(eq(printJob.state, 'sending'))
          .returning()
          .all()
          .map(toJob);
        for (const { printerId } of recovered) if (printerId !== null) noteLeftover(tx, printerId, 'bytes');
        return recovered;
      }),
    expire: (createdBefore, except) =>
      writeTransaction(db, (tx) =>
        tx
          .update(printJob)
          .set({ state: 'expired', updatedAt: clock() })
          .where(and(isOpen(except), lt(printJob.createdAt, createdBefore)))
          .returning()
          .all()
          .map(toJob),
      ),
  };
}

function noteLeftover(tx: DeviceTransaction, printerId: string, leftover: Leftover): void {
  if (leftover === 'nothing') {
    tx.delete(printerLeftover).where(eq(printerLeftover.printerId, printerId)).run();
    return;
  }
  tx.insert(printerLeftover)
    .values({ printerId, leftover })
    .onConflictDoUpdate({ target: printerLeftover.printerId, set: { leftover } })
    .run();
}

function isOpen(except: ReadonlySet<string>): SQL | undefined {
  return and(inArray(printJob.state, [...STILL_TO_PRINT]), notInArray(printJob.uid, [...except]));
}

function findJob(reader: DeviceReader, where: SQL | undefined): PrintJob | null {
  const row = reader.select().from(printJob).where(where).orderBy(asc(printJob.id)).limit(1).get();
  return row ? toJob(row) : null;
}

function existingCopy(tx: DeviceTransaction, visitUid: string, copyNo: number): PrintJob {
  const found = findJob(tx, and(eq(printJob.visitUid, visitUid), eq(printJob.copyNo, copyNo)));
  return existing(found, visitUid);
}

function existing(job: PrintJob | null, uid: string): PrintJob {
  if (!job) throw new AppError('print.job_unknown', { uid });
  return job;
}

function toJob(row: typeof printJob.$inferSelect): PrintJob {
  const { id: _id, updatedAt: _updatedAt, ticket, ...rest } = row;
  return { ...rest, ticket: ticketContentSchema.parse(ticket) };
}
