import type { Database } from '#hub/db/client.ts';
import { createTransact, type Transact } from '#hub/db/transact.ts';
import type { Dice } from './dice.ts';
import type { VirtualTime } from './virtual-time.ts';

export type TransactWorld = {
  time: VirtualTime;
  chance: Dice;
  /** Aborted when the hub's process ends. */
  crashed: AbortSignal;
  shouldPause: () => boolean;
  onPause: (by: 1 | -1) => void;
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
export async function pause({ time, chance, crashed, onPause }: TransactWorld): Promise<void> {
  onPause(1);
  try {
    await new Promise<void>((resolve, reject) => {
      crashed.addEventListener('abort', () => reject(new HubCrashed()));
      time.after(chance.between(5, 3000), resolve);
    });
  } finally {
    onPause(-1);
  }
}
