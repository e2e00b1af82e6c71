import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

type Flight = { paused: boolean };

/** How long, in real time, to wait before asking Postgres whether what is not done waits for a lock. */
const LOOK_AFTER_MS = 25;

/**
 * What is under way at the hubs. Virtual time stands still until each piece of it is done, or can do nothing before time
 * passes: its transaction is held up on purpose, or waits for a row of one that is.
 */
export class Flights {
  private readonly flights = new Set<Flight>();
  private readonly current = new AsyncLocalStorage<Flight>();
  private changed = Promise.withResolvers<void>();
  private readonly countLockWaiters: () => Promise<number>;

  constructor(countLockWaiters: () => Promise<number>) {
    this.countLockWaiters = countLockWaiters;
  }

  /** How many are held up. */
  get paused(): number {
    return [...this.flights].filter((flight) => flight.paused).length;
  }

  /** Starts the work and waits until it, and everything else, has come to rest. Its failures are its own to handle. */
  async run(work: () => Promise<void>): Promise<void> {
    const flight: Flight = { paused: false };
    this.flights.add(flight);
    void this.current.run(flight, work).finally(() => {
      this.flights.delete(flight);
      this.wake();
    });
    await this.quiet();
  }

  /** Of the work that calls it. */
  setPaused(paused: boolean): void {
    const flight = this.current.getStore();
    if (flight) flight.paused = paused;
    this.wake();
  }

  /** What it is given then runs as part of the present work, whoever calls it. */
  bind(): (task: () => void) => void {
    return AsyncLocalStorage.snapshot();
  }

  async quiet(): Promise<void> {
    for (;;) {
      const active = [...this.flights].filter((flight) => !flight.paused).length;
      if (active === 0) return;
      const changed = this.changed.promise.then(() => true);
      if (this.paused === 0) {
        await changed;
        continue;
      }
      const look = new AbortController();
      const hasChanged = await Promise.race([changed, sleep(LOOK_AFTER_MS, false, { signal: look.signal })]);
      look.abort();
      if (!hasChanged && (await this.countLockWaiters()) >= active) return;
    }
  }

  private wake(): void {
    this.changed.resolve();
    this.changed = Promise.withResolvers<void>();
  }
}
