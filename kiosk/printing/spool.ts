import type { PrinterStatus } from '#shared/protocol/bridge/kiosk-contract.ts';
import type { Cancel, Clock, Scheduler } from '#shared/domain/ports.ts';
import { PRINT_TIMING, type Printer, type PrintTiming } from './deliver-job.ts';
import type { PrintJob, PrintJobStore } from './print-job-store.ts';
import { PrinterWorker } from './printer-worker.ts';
import { tryWrite } from './try-write.ts';
import { canPrint, type PrinterCondition } from './status/printer-condition.ts';
import type { TicketTemplate } from '#shared/ticket/ticket-template.ts';

export type SpoolChange =
  | { type: 'job'; job: PrintJob }
  | { type: 'printer'; printerId: string; status: PrinterStatus };

export type SpoolOptions = {
  /** In order of preference: a later one prints only while all before it cannot. */
  printers: readonly Printer[];
  store: PrintJobStore;
  /** Asked for each job, so that a change in the settings holds for the next ticket. */
  template: () => TicketTemplate;
  clock: Clock;
  scheduler: Scheduler;
  timing?: PrintTiming;
  /** A ticket older than this is never printed: by then its owner has gone by the number on the screen. */
  maxAgeMs?: number;
  /** How often an idle printer is asked how it is. */
  pollMs?: number;
};

export type Spool = {
  /** How printing is as a whole: the best that any printer can do, or why none can. */
  status(): PrinterStatus;
  statuses(): { printerId: string; status: PrinterStatus }[];
  /** Asks the printers now, before a token is issued; answers within a few seconds whatever they do. */
  preflight(): Promise<PrinterStatus>;
  /** As `preflight`, and keeps the line to the printer open for a while: a ticket is about to come. */
  prepare(): Promise<PrinterStatus>;
  /**
   * The printer that could take a job's first byte this very moment, or null. A job made for it within the same turn of the
   * event loop may be stored as `sending` at once and given to `printAtOnce`.
   */
  readyPrinter(): string | null;
  /** A job just stored as `sending` for `readyPrinter`. Its bytes are on their way when this returns. */
  printAtOnce(job: PrintJob): void;
  /** The job, already in the store, is to be printed. Harmless to repeat. */
  submit(jobUid: string): void;
  onChange(listener: (change: SpoolChange) => void): () => void;
  /**
   * Takes no more jobs; resolves when those under way have come to an end, or after two seconds. What is then still
   * `sending` stays so on disk, and becomes `unknown` at the next start.
   */
  stop(): Promise<void>;
};

const MAX_AGE_MS = 180_000;
const POLL_MS = 30_000;
const STOP_GRACE_MS = 2000;
/** Whatever the clock says: printers rest, jobs do not, and a clock that is set back must not hold a ticket. */
const ALL_DUE = Number.MAX_SAFE_INTEGER;
const LOOK_AGAIN_MS = 1000;
const SETTLED: ReadonlySet<string> = new Set<PrintJob['state']>(['printed', 'unknown', 'expired']);

/**
 * Prints what is in the store, one worker a printer. What a crash left `sending` becomes `unknown` first: it may have
 * been printed, so it is never sent again by itself.
 */
export function startSpool(options: SpoolOptions): Spool {
  const { store, clock, scheduler, maxAgeMs = MAX_AGE_MS, pollMs = POLL_MS } = options;
  const listeners = new Set<(change: SpoolChange) => void>();
  const claimed = new Set<string>();
  const expiries = new Map<string, Cancel>();
  const emit = (change: SpoolChange) => {
    // One that is settled needs no timer any more; on a busy day they would be hundreds.
    if (change.type === 'job' && SETTLED.has(change.job.state)) forgetExpiry(change.job.uid);
    for (const listener of listeners) listener(change);
  };
  let stopped = false;
  let cancelPoll: Cancel | null = null;

  // First: the workers read what it finds out about their printers.
  store.bootRecover();
  const workers = options.printers.map(
    (printer) =>
      new PrinterWorker(printer, {
        ...options,
        timing: options.timing ?? PRINT_TIMING,
        claimed,
        emit,
        idle: () => pump(),
      }),
  );

  function pump(): void {
    if (stopped) return;
    // What cannot be noted now is looked at again with the next poll.
    const expired = tryWrite(() => store.expire(clock() - maxAgeMs, claimed));
    if (!expired) return;
    for (const job of expired) emit({ type: 'job', job });
    // One that is well prints; its job is not given to a later one because it is busy. Only when none is well is one
    // tried that is not: jobs do not wait for connections that are likely to fail.
    const worker = workers.find((candidate) => candidate.isWell()) ?? workers.find((candidate) => candidate.mayTry());
    if (!worker?.mayTry()) return;
    const job = store.nextQueued(ALL_DUE, claimed);
    if (!job) return;
    worker.start(job);
    pump();
  }

  function forgetExpiry(jobUid: string): void {
    expiries.get(jobUid)?.();
    expiries.delete(jobUid);
  }

  /** By a timer besides the clock, which may be set back while a ticket waits. */
  function expireLater(jobUid: string, delayMs: number): void {
    expiries.get(jobUid)?.();
    const cancel = scheduler.after(delayMs, () => {
      expiries.delete(jobUid);
      if (claimed.has(jobUid)) return expireLater(jobUid, LOOK_AGAIN_MS);
      const job = store.find(jobUid);
      if (job?.state !== 'queued' && job?.state !== 'failed_before_send') return;
      const noted = tryWrite(() => store.setState(jobUid, { state: 'expired' }));
      if (noted) emit({ type: 'job', job: noted });
      else expireLater(jobUid, LOOK_AGAIN_MS);
    });
    expiries.set(jobUid, cancel);
  }

  async function firstWell(
    ask: (worker: PrinterWorker) => Promise<PrinterCondition | 'unreachable'>,
  ): Promise<PrinterStatus> {
    for (const worker of workers) {
      const condition = await ask(worker);
      if (condition !== 'unreachable' && canPrint(condition)) return worker.status();
    }
    return overall();
  }

  /** Only the one that `pump` would choose: a spare does not go before a printer that is busy and well. */
  function readyWorker(): PrinterWorker | null {
    const first = workers.find((worker) => worker.isWell());
    return first?.isReady() ? first : null;
  }

  function poll(): void {
    cancelPoll = scheduler.after(pollMs, () => {
      for (const worker of workers) void worker.check();
      pump();
      if (!stopped) poll();
    });
  }

  function overall(): PrinterStatus {
    const best = workers.find((worker) => worker.isWell()) ?? workers[0];
    return best?.status() ?? { state: 'not_configured', checkedAt: null };
  }

  for (const worker of workers) void worker.check().then(pump);
  pump();
  poll();

  return {
    status: overall,
    statuses: () => workers.map((worker) => ({ printerId: worker.id, status: worker.status() })),
    preflight: async () => firstWell((worker) => worker.check()),
    prepare: async () => firstWell((worker) => worker.prepare()),
    readyPrinter: () => (stopped ? null : (readyWorker()?.id ?? null)),
    printAtOnce(job) {
      const worker = readyWorker();
      if (worker?.id === job.printerId) worker.startAtOnce(job);
      // Against the rules, and yet not a byte has left.
      else {
        const change = { state: 'failed_before_send', lastError: 'printer.unreachable' } as const;
        emit({ type: 'job', job: store.setState(job.uid, change) });
      }
      expireLater(job.uid, maxAgeMs);
      pump();
    },
    submit(jobUid) {
      expireLater(jobUid, maxAgeMs);
      pump();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async stop() {
      stopped = true;
      cancelPoll?.();
      for (const cancel of expiries.values()) cancel();
      await Promise.all(workers.map((worker) => worker.stop(STOP_GRACE_MS)));
    },
  };
}
