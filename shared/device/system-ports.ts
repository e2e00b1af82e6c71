/* oxlint-disable no-restricted-properties, no-restricted-globals -- the one place where a device takes the real ones */
import { v7 } from 'uuid';
import type { Clock, Ids, Random, Scheduler } from '#shared/domain/ports.ts';

export type DevicePorts = { clock: Clock; random: Random; ids: Ids; scheduler: Scheduler };

/** The machine's own clock, chance, ids and timers. */
export function systemPorts(): DevicePorts {
  return {
    clock: () => Date.now(),
    random: () => Math.random(),
    ids: () => v7(),
    scheduler: {
      after: (delayMs, task) => {
        const timer = setTimeout(task, delayMs);
        return () => clearTimeout(timer);
      },
    },
  };
}
