import type { Database } from '#hub/db/client.ts';
import { createTransact, type Transact } from '#hub/db/transact.ts';
import type { Dice } from './dice.ts';
import type { Flights } from './flights.ts';
import type { VirtualTime } from './virtual-time.ts';

export type TransactWorld = {
  time: VirtualTime;
  chance: Dice;
  /** Aborted when the hub's process ends. */
  crashed: AbortSignal;
  shouldPause: () => boolean;
  flights: Flights;
};

export class HubCrashed extends Error {
  override readonly name = 'HubCrashed';
}

/** The hub's own transactions, some of them held up after their work and before they take their place in the feed. */
export function slowTransact(db: Database, world: TransactWorld): Transact {
  const real = createTransact(db);
  return async (work) =>
    real(async (scope) => {
      const result = await work(scope);
      if (world.shouldPause()) await pause(world);
      return result;
    });
}

/** Holds a transaction up for a while of virtual time. Throws when the hub ends meanwhile. */
export async function pause({ time, chance, crashed, flights }: TransactWorld): Promise<void> {
  // One that got its turn only because the hub's end undid another: time stands still until the hub has ended.
  if (crashed.aborted) throw new HubCrashed();
  await new Promise<void>((resolve, reject) => {
    const goOn = (settle: () => void): void => {
      flights.setPaused(false);
      settle();
    };
    flights.setPaused(true);
    const here = flights.bind();
    crashed.addEventListener('abort', () => here(() => goOn(() => reject(new HubCrashed()))), { once: true });
    time.after(chance.between(5, 3000), async () => {
      here(() => goOn(resolve));
      await flights.quiet();
    });
  });
}
