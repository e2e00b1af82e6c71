import { AppError } from '#shared/domain/errors.ts';
import type { Scheduler } from '#shared/domain/ports.ts';

/** Lets so many in at once; the others wait outside in the order in which they came. */
export type Turns = { take<T>(work: () => Promise<T>): Promise<T> };

type Waiting = { begin(): void };

/**
 * When the line of a thousand devices comes back at once, all of them get their turn, a few at a time: a database that works
 * for all at once is slower for each, and staff need its connections too. Who has waited for `waitAtMostMs` is told to come again
 * (`database.busy`).
 */
export function createTurns(atOnce: number, waitAtMostMs: number, scheduler: Scheduler): Turns {
  const waiting = new Set<Waiting>();
  let inside = 0;

  async function enter(): Promise<void> {
    if (inside < atOnce) {
      inside += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const one: Waiting = {
        begin: () => {
          cancel();
          resolve();
        },
      };
      const cancel = scheduler.after(waitAtMostMs, () => {
        waiting.delete(one);
        reject(new AppError('database.busy'));
      });
      waiting.add(one);
    });
  }

  function leave(): void {
    // The place goes over to whoever has waited longest.
    const [next] = waiting;
    if (!next) {
      inside -= 1;
      return;
    }
    waiting.delete(next);
    next.begin();
  }

  return {
    async take(work) {
      await enter();
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
