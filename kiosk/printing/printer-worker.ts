import type { PrinterStatus } from '#shared/protocol/bridge/kiosk-contract.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { Cancel, Clock, Instant, Scheduler } from '#shared/domain/ports.ts';
import { askPrinter, deliverJob, type Delivery, type OpenLine, type Printer, type PrintTiming } from './deliver-job.ts';
import { encodeTicket } from './encode-ticket.ts';
import { holdLine, type HeldLine } from './hold-line.ts';
import type { Leftover, PrintJob, PrintJobChange, PrintJobStore } from './print-job-store.ts';
import type { SpoolChange } from './spool.ts';
import { canPrint, stateWord, type PrinterCondition } from './status/printer-condition.ts';
import { tryWrite } from './try-write.ts';
import type { TicketTemplate } from '#shared/ticket/ticket-template.ts';

export type WorkerOptions = {
  store: PrintJobStore;
  template: () => TicketTemplate;
  clock: Clock;
  scheduler: Scheduler;
  timing: PrintTiming;
  /** Jobs in some worker's hands. */
  claimed: Set<string>;
  emit: (change: SpoolChange) => void;
  /** The worker has come free, or its printer may be tried again. */
  idle: () => void;
};

const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 10_000;
const NOTE_AGAIN_MS = 1000;

/** One printer and the one job it has in hand. */
export class PrinterWorker {
  readonly id: string;
  busy = false;
  private readonly printer: Printer;
  private readonly options: WorkerOptions;
  private condition: PrinterCondition | 'unreachable' | null = null;
  private checkedAt: Instant | null = null;
  private leftover: Leftover;
  /** As it stands in the store. What is `sending` there counts as bytes by itself. */
  private noted: Leftover;
  private failures = 0;
  /** A timer's and not the clock's: clocks are set back, and then no printer would be tried for a day. */
  private resting = false;
  private cancelRetry: Cancel = () => {};
  private work: Promise<void> = Promise.resolve();
  private checking: Promise<PrinterCondition | 'unreachable'> | null = null;
  private held: HeldLine | null = null;
  private holding: Promise<HeldLine | null> | null = null;
  private stopped = false;
  private abandoned = false;

  constructor(printer: Printer, options: WorkerOptions) {
    this.printer = printer;
    this.id = printer.id;
    this.options = options;
    this.noted = options.store.leftovers().get(printer.id) ?? 'nothing';
    this.leftover = this.noted;
  }

  status(): PrinterStatus {
    const { condition, checkedAt } = this;
    if (condition === null) return { state: 'ready', checkedAt: null };
    return { state: condition === 'unreachable' ? 'unreachable' : stateWord(condition), checkedAt };
  }

  /** Nothing known against it. */
  isWell(): boolean {
    if (this.condition === null) return true;
    return this.condition !== 'unreachable' && canPrint(this.condition);
  }

  mayTry(): boolean {
    return !this.busy && !this.stopped && !this.resting;
  }

  /** Asks the printer how it is; while it prints, what it last said. */
  async check(): Promise<PrinterCondition | 'unreachable'> {
    // Between a look at these fields and the question nothing is awaited: two questions over two connections at once are
    // one too many for most printers.
    if (this.holding) await this.holding;
    if (this.busy || this.stopped) return this.condition ?? 'unreachable';
    // What it said over the line is a second old at most.
    const known = this.held && (this.held.condition() ?? (await this.held.ask()));
    if (this.busy || this.holding) return known ?? this.condition ?? 'unreachable';
    if (!known) {
      const { timing, scheduler } = this.options;
      this.checking ??= askPrinter(this.printer, timing, scheduler).finally(() => {
        this.checking = null;
      });
    }
    const answer = known ?? (await this.checking) ?? 'unreachable';
    this.heard(answer);
    return answer;
  }

  /** As `check`, and keeps the line for the ticket that is about to come. */
  async prepare(): Promise<PrinterCondition | 'unreachable'> {
    if (this.checking) await this.checking;
    if (this.busy || this.stopped) return this.condition ?? 'unreachable';
    if (this.held) {
      this.held.renew();
      return this.check();
    }
    this.holding ??= this.hold().finally(() => {
      this.holding = null;
    });
    const line = await this.holding;
    const answer = line ? (line.condition() ?? this.condition ?? 'unreachable') : 'unreachable';
    this.heard(answer);
    return answer;
  }

  /** Whether a job's bytes can leave this very moment, with nothing to be waited for or cleared away. */
  isReady(): boolean {
    const condition = this.held?.condition();
    return this.mayTry() && this.leftover === 'nothing' && !!condition && canPrint(condition);
  }

  private async hold(): Promise<HeldLine | null> {
    const line = await holdLine(this.printer, {
      ...this.options,
      onCondition: (condition) => this.learn(condition),
      onEnd: () => {
        this.held = null;
      },
    });
    if (this.stopped) void line?.drop();
    else this.held = line;
    return line;
  }

  private heard(answer: PrinterCondition | 'unreachable'): void {
    const recovered = !this.isWell();
    this.learn(answer);
    if (recovered && this.isWell()) {
      this.resting = false;
      this.failures = 0;
      this.options.idle();
    }
  }

  start(job: PrintJob): void {
    this.work = this.workOn(job, () => this.print(job));
  }

  /** The job is `sending` in the store already, for this printer, which `isReady`: its bytes leave before this returns. */
  startAtOnce(job: PrintJob): void {
    this.work = this.workOn(job, () =>
      this.deliver(job, this.held?.take() ?? null, () => {
        this.leftover = 'bytes';
      }),
    );
    // Whoever is told looks things up; the ticket does not wait for that.
    this.options.emit({ type: 'job', job });
  }

  private async workOn(job: PrintJob, work: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.options.claimed.add(job.uid);
    return work().finally(() => {
      this.busy = false;
      this.options.claimed.delete(job.uid);
      if (!this.stopped) this.options.idle();
    });
  }

  async stop(graceMs: number): Promise<void> {
    this.stopped = true;
    this.cancelRetry();
    void this.held?.drop();
    const { promise: late, resolve } = Promise.withResolvers<void>();
    const cancel = this.options.scheduler.after(graceMs, resolve);
    await Promise.race([this.work, late]);
    cancel();
    // The store may be closed from here on.
    this.abandoned = true;
  }

  private async print(job: PrintJob): Promise<void> {
    // Printers that take one connection at a time would refuse the job's while a question's is open.
    await this.checking;
    await this.holding;
    if (this.held?.condition() === null) await this.held.ask();
    return this.deliver(job, this.held?.take() ?? null, () => {
      if (this.stopped) throw new AppError('printer.stopping');
      this.leftover = 'bytes';
      const change = { state: 'sending', printerId: this.id, lastError: null } as const;
      this.options.emit({ type: 'job', job: this.options.store.setState(job.uid, change) });
    });
  }

  private async deliver(job: PrintJob, line: OpenLine | null, beforeFirstByte: () => void): Promise<void> {
    const { timing, scheduler } = this.options;
    const bytes = this.encode(job);
    if (!Buffer.isBuffer(bytes)) {
      void line?.connection.close();
      this.rest();
      return this.note(job, { state: 'failed_before_send', lastError: bytes });
    }
    const onCondition = (condition: PrinterCondition) => this.learn(condition);
    const order = { jobUid: job.uid, bytes, leftover: this.leftover, beforeFirstByte, onCondition };
    await this.settle(job, await deliverJob(this.printer, order, timing, scheduler, line));
  }

  private async settle(job: PrintJob, { outcome, error, leftover }: Delivery): Promise<void> {
    if (this.abandoned) return;
    this.leftover = leftover;
    if (error === 'printer.unreachable' || error === 'printer.no_answer') this.learn('unreachable');
    if (outcome === 'printed') this.failures = 0;
    else this.rest();
    const change = { state: outcome, printerId: this.id, lastError: error } as const;
    // Most jobs leave nothing behind and find nothing: then nothing is written about it.
    await this.note(job, leftover === this.noted ? change : { ...change, leftover });
    this.noted = leftover;
  }

  /**
   * What became of a job outlasts a full disk: the job stays in hand until there is room to note it. Noted nowhere, it would
   * be printed a second time, or the program would end over it.
   */
  private async note(job: PrintJob, change: PrintJobChange): Promise<void> {
    const { store, scheduler, emit } = this.options;
    while (!this.abandoned) {
      const noted = tryWrite(() => store.setState(job.uid, change));
      if (noted) return emit({ type: 'job', job: noted });
      await new Promise<void>((resolve) => {
        scheduler.after(NOTE_AGAIN_MS, resolve);
      });
    }
  }

  /** A logo that cannot be read must not cost anyone their ticket. An error code when the ticket itself cannot be encoded. */
  private encode(job: PrintJob): Buffer | string {
    const { profile } = this.printer;
    const template = this.options.template();
    try {
      return encodeTicket(job.ticket, job.copyNo, template, profile);
    } catch (error) {
      try {
        return encodeTicket(job.ticket, job.copyNo, { ...template, logoPng: null }, profile);
      } catch {
        return error instanceof AppError ? error.code : 'printer.cannot_encode';
      }
    }
  }

  private rest(): void {
    const delay = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.failures);
    this.failures += 1;
    this.cancelRetry();
    if (this.stopped) return;
    this.resting = true;
    this.cancelRetry = this.options.scheduler.after(delay, () => {
      this.resting = false;
      this.options.idle();
    });
  }

  private learn(condition: PrinterCondition | 'unreachable'): void {
    const before = this.status().state;
    this.condition = condition;
    this.checkedAt = this.options.clock();
    const status = this.status();
    if (status.state !== before) this.options.emit({ type: 'printer', printerId: this.id, status });
  }
}
