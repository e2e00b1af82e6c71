import { v7 } from 'uuid';
import type { Printer, PrintTiming } from '#kiosk/printing/deliver-job.ts';
import type { PrintJob, PrintJobState } from '#kiosk/printing/print-job-store.ts';
import type { PrinterProfile } from '#shared/ticket/printer-profile.ts';
import { EPSON_PROFILES } from '#shared/ticket/profiles/epson.ts';
import { startSpool, type Spool, type SpoolChange } from '#kiosk/printing/spool.ts';
import type { TicketContent } from '#shared/ticket/ticket-content.ts';
import { PLAIN_TEMPLATE } from '#shared/ticket/ticket-template.ts';
import { tcpTransport } from '#kiosk/printing/transports/tcp-transport.ts';
import type { Scheduler } from '#shared/domain/ports.ts';
import { memoryPrintJobStore, type MemoryPrintJobStore } from './memory-print-job-store.ts';
import { sampleTicket } from './sample-tickets.ts';
import type { VirtualPrinter } from './virtual-printer.ts';

export const realScheduler: Scheduler = {
  after(delayMs, task) {
    const timer = setTimeout(task, delayMs);
    return () => clearTimeout(timer);
  },
};

/** As in life, only a few times faster. */
export const FAST: PrintTiming = { connect: 1000, status: 600, send: 2000, completion: 4000 };

export const EPSON = EPSON_PROFILES[0] as PrinterProfile;

export function printerAt(virtual: VirtualPrinter, profile: PrinterProfile = EPSON, id = 'counter'): Printer {
  return { id, profile, transport: tcpTransport('127.0.0.1', virtual.port, realScheduler) };
}

export type SpoolWorld = {
  spool: Spool;
  store: MemoryPrintJobStore;
  changes: SpoolChange[];
  /** Queues a ticket and tells the spool. */
  print(token: string, change?: Partial<TicketContent>): PrintJob;
  reprint(job: PrintJob): PrintJob;
  /** From now on the clock shows this, and goes on from there. */
  setClock(instant: number): void;
  /** Resolves when the job is in one of these states; fails loudly after a while. */
  reaches(job: PrintJob, ...states: PrintJobState[]): Promise<PrintJob>;
};

export function startSpoolWorld(
  printers: Printer[],
  options: { timing?: PrintTiming; maxAgeMs?: number; pollMs?: number; store?: MemoryPrintJobStore } = {},
): SpoolWorld {
  const store = options.store ?? memoryPrintJobStore();
  const changes: SpoolChange[] = [];
  let offset = 0;
  const clock = () => Date.now() + offset;
  const spool = startSpool({
    printers,
    store,
    template: () => PLAIN_TEMPLATE,
    clock,
    scheduler: realScheduler,
    timing: options.timing ?? FAST,
    maxAgeMs: options.maxAgeMs,
    pollMs: options.pollMs ?? 200,
  });
  spool.onChange((change) => changes.push(change));
  // As a check-in does it.
  const submit = (visitUid: string, copyNo: number, ticket: TicketContent): PrintJob => {
    const ready = spool.readyPrinter();
    const job = store.create({ uid: v7(), visitUid, copyNo, ticket, createdAt: clock() }, ready);
    if (ready === null) spool.submit(job.uid);
    else spool.printAtOnce(job);
    return job;
  };
  return {
    spool,
    store,
    changes,
    print: (token, change = {}) => submit(v7(), 1, sampleTicket('en', { token, ...change })),
    setClock: (instant) => {
      offset = instant - Date.now();
    },
    reprint: (job) => submit(job.visitUid, store.lastCopyNo(job.visitUid) + 1, job.ticket),
    reaches: (job, ...states) =>
      eventually(
        () => {
          const found = store.find(job.uid);
          return found && states.includes(found.state) ? { ...found } : null;
        },
        () => `job ${job.ticket.token} is ${store.history(job.uid).join(' → ')}, not ${states.join(' or ')}`,
      ),
  };
}

/** Polls until `look` gives something; fails with `why` after a while: other tests may have the machine meanwhile. */
export async function eventually<T>(look: () => T | null | false, why: () => string, ms = 15_000): Promise<T> {
  const until = Date.now() + ms;
  for (;;) {
    const found = look();
    if (found !== null && found !== false) return found;
    if (Date.now() > until) throw new Error(why());
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }
}
