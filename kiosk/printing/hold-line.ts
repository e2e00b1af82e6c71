import type { Scheduler } from '#shared/domain/ports.ts';
import type { OpenLine, Printer, PrintTiming } from './deliver-job.ts';
import type { PrinterCondition } from './status/printer-condition.ts';
import { talkTo } from './status/talk-to.ts';

/** How often the printer is asked meanwhile: what it said last is never older than this and one answer. */
const BEAT_MS = 1000;
/** As long as someone looks at their last question. Printers that take one connection at a time are others' as well. */
const KEEP_MS = 20_000;

/** A connection kept open for the next ticket, with a printer that is asked again and again how it is. */
export type HeldLine = {
  /** As of a moment ago; null while an answer is awaited and when the line is gone. */
  condition(): PrinterCondition | null;
  /** Asks now. Null: no answer, and the line is gone. */
  ask(): Promise<PrinterCondition | null>;
  /** The time to keep it begins anew. */
  renew(): void;
  /** Hands it over for a job; null as `condition` is. */
  take(): OpenLine | null;
  drop(): Promise<void>;
};

export type HoldOptions = {
  timing: PrintTiming;
  scheduler: Scheduler;
  onCondition: (condition: PrinterCondition) => void;
  /** It is no longer held, for whatever reason: taken, dropped or lost. */
  onEnd: () => void;
};

/** Opens a line to hold, or null when the printer does not answer. Never rejects. */
export async function holdLine(printer: Printer, options: HoldOptions): Promise<HeldLine | null> {
  const { timing, scheduler, onCondition, onEnd } = options;
  const connection = await printer.transport.connect(timing.status).catch(() => null);
  if (!connection) return null;
  const talk = talkTo(connection, printer.profile, scheduler);
  let latest = await talk.askCondition(timing.status);
  if (!latest) {
    await connection.close();
    return null;
  }
  let held = true;
  let asking: Promise<PrinterCondition | null> | null = null;
  const learn = (condition: PrinterCondition): void => {
    latest = condition;
    if (held) onCondition(condition);
  };
  const end = (): void => {
    if (!held) return;
    held = false;
    cancelBeat();
    cancelKeep();
    onEnd();
  };
  const drop = async (): Promise<void> => {
    if (!held) return;
    end();
    await connection.close();
  };
  const ask = async (): Promise<PrinterCondition | null> => {
    if (!held) return null;
    asking ??= talk.askCondition(timing.status);
    const answer = await asking;
    asking = null;
    if (answer) learn(answer);
    else await drop();
    return answer;
  };
  const beat = () =>
    scheduler.after(BEAT_MS, () => {
      void ask();
      if (held) cancelBeat = beat();
    });
  const keep = () => scheduler.after(KEEP_MS, () => void drop());
  let cancelBeat = beat();
  let cancelKeep = keep();
  const isReady = (): boolean => held && asking === null && connection.isOpen();

  void connection.closed.then(end);
  talk.onCondition(learn);
  await talk.reportChanges(timing.status);
  onCondition(latest);
  return {
    condition: () => (isReady() ? latest : null),
    ask,
    renew: () => {
      if (!held) return;
      cancelKeep();
      cancelKeep = keep();
    },
    take: () => {
      if (!isReady() || !latest) return null;
      end();
      return { connection, talk, condition: latest };
    },
    drop,
  };
}
