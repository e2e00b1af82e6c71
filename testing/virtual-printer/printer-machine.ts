import type { Dialect } from './dialect.ts';
import type { Effect } from './effect.ts';
import { PaperRoll, type PaperPiece } from './paper-roll.ts';
import { canPrint, paperSensorStatus, READY, type PrinterCondition } from './printer-condition.ts';
import { UnknownCommandError } from './strict-parser.ts';

export type MachineOptions = {
  dots: number;
  /** 0: as fast as the machine can; a real printer takes about 0.6 ms a row. */
  msPerRow: number;
  /** Held-back answers to GS ( H and GS r. */
  ackDelayMs: number;
  /** Bytes that wait for paper before the printer stops reading. */
  bufferBytes: number;
  dialect: Dialect;
};

export type MachineEvents = {
  answer(bytes: Buffer): void;
  piece(piece: PaperPiece): void;
  fault(message: string): void;
  changed(): void;
};

/**
 * The printer behind the socket: a receive buffer, a head that prints row after row while there is paper and the cover
 * is shut, and sensors. Commands run in order; real-time ones on arrival.
 */
export class PrinterMachine {
  condition: PrinterCondition = { ...READY };
  /** Rows until the paper ends by itself, or null for a full roll. */
  rowsLeft: number | null = null;
  muted = false;
  readonly options: MachineOptions;
  private readonly roll: PaperRoll;
  private readonly events: MachineEvents;
  private jobsPrinted = 0;
  private queue: { effects: Effect[]; bytes: number }[] = [];
  private automatic = false;
  private epoch = 0;
  private running = false;
  private wakers: (() => void)[] = [];

  constructor(options: MachineOptions, events: MachineEvents) {
    this.options = options;
    this.events = events;
    this.roll = new PaperRoll(options.dots);
  }

  /** Whether the receive buffer is full and the socket should be left unread. */
  get full(): boolean {
    return this.queue.reduce((sum, { bytes }) => sum + bytes, 0) > this.options.bufferBytes;
  }

  get idle(): boolean {
    return !this.running && this.queue.length === 0;
  }

  receive(bytes: Uint8Array): void {
    const { dialect } = this.options;
    for (const command of dialect.scanner.feed(bytes)) {
      if (command.type === 'status') this.answer(dialect.status(this.condition, command.n, this.jobsPrinted));
      else this.clear();
    }
    try {
      for (const command of dialect.parser.feed(bytes)) {
        this.queue.push({ effects: dialect.interpreter.run(command), bytes: command.args.length + 2 });
      }
    } catch (error) {
      if (!(error instanceof UnknownCommandError)) throw error;
      dialect.parser.discard();
      this.events.fault(error.message);
    }
    void this.work();
  }

  setCondition(change: Partial<PrinterCondition>): void {
    this.condition = { ...this.condition, ...change };
    if (change.paper && change.paper !== 'out') this.rowsLeft = null;
    if (this.automatic) this.reportChange();
    this.events.changed();
    this.wake();
  }

  private reportChange(): void {
    this.answer(this.options.dialect.automaticStatus(this.condition, this.jobsPrinted));
  }

  /** What is received and not yet printed is forgotten. */
  clear(): void {
    this.forget();
    this.jobsPrinted = 0;
    this.answer(this.options.dialect.cleared);
  }

  /** Everything but the paper is lost. */
  powerOff(): void {
    this.forget();
    this.automatic = false;
    this.jobsPrinted = 0;
  }

  /** By the cutter, or by hand where there is none. */
  tearOff(): void {
    const piece = this.roll.tearOff();
    if (piece) this.events.piece(piece);
  }

  private forget(): void {
    this.epoch += 1;
    this.queue = [];
    this.options.dialect.parser.discard();
    this.options.dialect.interpreter.reset();
    this.roll.breakOff();
    this.wake();
  }

  private async work(): Promise<void> {
    if (this.running) return;
    this.running = true;
    for (;;) {
      const next = this.queue[0];
      if (!next) break;
      const { epoch } = this;
      for (const effect of next.effects) {
        await this.carryOut(effect, epoch);
        if (epoch !== this.epoch) break;
      }
      if (epoch === this.epoch) this.queue.shift();
      this.events.changed();
    }
    this.running = false;
  }

  private async carryOut(effect: Effect, epoch: number): Promise<void> {
    switch (effect.do) {
      case 'print': {
        const { bitmap, text } = effect;
        for (let y = 0; y < bitmap.height; y += 1) {
          const row = bitmap.data.subarray(y * bitmap.stride, (y + 1) * bitmap.stride);
          if (!(await this.printRow(row, epoch))) return;
        }
        this.roll.note(text);
        return;
      }
      case 'feed':
        for (let y = 0; y < effect.dots; y += 1) {
          if (!(await this.printRow(new Uint8Array(Math.ceil(this.options.dots / 8)), epoch))) return;
        }
        return;
      case 'cut': {
        if (!(await this.untilReady(epoch))) return;
        this.tearOff();
        return;
      }
      case 'automatic-status':
        this.automatic = effect.on;
        if (effect.on) this.reportChange();
        return;
      case 'count-job':
        if (!(await this.untilReady(epoch))) return;
        if (this.options.ackDelayMs > 0) await pause(this.options.ackDelayMs);
        if (epoch !== this.epoch) return;
        this.jobsPrinted += 1;
        if (this.automatic) this.reportChange();
        return;
      case 'answer': {
        if (!(await this.untilReady(epoch))) return;
        if (this.options.ackDelayMs > 0) await pause(this.options.ackDelayMs);
        if (epoch !== this.epoch) return;
        if (effect.what === 'paper') this.answer(Buffer.from([paperSensorStatus(this.condition)]));
        else this.answer(Buffer.concat([Buffer.from([0x37, 0x22]), effect.id, Buffer.from([0])]));
      }
    }
  }

  /** False when the printer was cleared or died while it waited. */
  private async printRow(row: Uint8Array, epoch: number): Promise<boolean> {
    if (!canPrint(this.condition) && !(await this.untilReady(epoch))) return false;
    if (this.options.msPerRow > 0 && this.roll.length % 24 === 0) await pause(this.options.msPerRow * 24);
    if (epoch !== this.epoch) return false;
    this.roll.printRow(row);
    if (this.rowsLeft !== null) {
      this.rowsLeft -= 1;
      if (this.rowsLeft <= 0) this.setCondition({ paper: 'out' });
    }
    return true;
  }

  private async untilReady(epoch: number): Promise<boolean> {
    while (!canPrint(this.condition) && epoch === this.epoch) {
      await new Promise<void>((resolve) => {
        this.wakers.push(resolve);
      });
    }
    return epoch === this.epoch;
  }

  private wake(): void {
    const wakers = this.wakers;
    this.wakers = [];
    for (const waker of wakers) waker();
  }

  private answer(bytes: Buffer): void {
    if (!this.muted && bytes.length > 0) this.events.answer(bytes);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
