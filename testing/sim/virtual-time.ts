import type { Cancel, Instant } from '#shared/domain/ports.ts';

type Task = () => void | Promise<void>;
type Entry = { at: Instant; order: number; task: Task; cancelled: boolean };

/**
 * Time that passes only from one event to the next. What an event sets off is over before the next one begins, so that the
 * same seed gives the same run however fast the machine is.
 */
export class VirtualTime {
  now: Instant;
  private order = 0;
  private readonly entries: Entry[] = [];

  constructor(start: Instant) {
    this.now = start;
  }

  after(delayMs: number, task: Task): Cancel {
    this.order += 1;
    const entry = { at: this.now + Math.max(0, delayMs), order: this.order, task, cancelled: false };
    const place = this.entries.findIndex((other) => other.at > entry.at);
    this.entries.splice(place === -1 ? this.entries.length : place, 0, entry);
    return () => {
      entry.cancelled = true;
    };
  }

  /** Runs events until `until` says stop or the deadline has come. Gives whether `until` did. */
  async run(deadline: Instant, until: () => boolean | Promise<boolean> = () => false): Promise<boolean> {
    for (;;) {
      if (await until()) return true;
      const next = this.entries[0];
      if (!next || next.at > deadline) {
        this.now = deadline;
        return false;
      }
      this.entries.shift();
      if (next.cancelled) continue;
      this.now = Math.max(this.now, next.at);
      await next.task();
      await settle();
    }
  }
}

/** Lets everything run that waits for nothing but its turn. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 2; turn += 1) {
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
  }
}
