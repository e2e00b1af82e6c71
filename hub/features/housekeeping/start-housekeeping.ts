import { drizzle } from 'drizzle-orm/node-postgres';
import type { Cancel, Scheduler } from '#shared/domain/ports.ts';
import type { Hub } from '#hub/hub.ts';
import { endDays } from '#hub/features/day-end/end-days.ts';
import { systemScheduler } from '#hub/realtime/system-scheduler.ts';
import type { HubPart, StartHubPart } from '#hub/parts.ts';
import { takeLock, type HeldLock } from './hold-lock.ts';
import { sweepExpired } from './sweep-expired.ts';

const EVERY_MS = 10 * 60_000;

/** Sweeps out what has expired and ends what was left open on earlier days, now and every ten minutes. Of many hub processes one does it, and another when that ends. */
export function createHousekeeping(scheduler: Scheduler, everyMs = EVERY_MS): StartHubPart {
  return async (hub): Promise<HubPart> => {
    let lock: HeldLock | null = null;
    let cancel: Cancel | null = null;
    let stopped = false;
    let running: Promise<void> = Promise.resolve();

    async function round(): Promise<void> {
      try {
        if (!lock?.isHeld()) lock = await takeLock(hub.pool.options.connectionString ?? '');
        if (lock) {
          await sweep(hub, lock);
          const ended = await endDays(hub);
          if (ended > 0) hub.log.info({ ended }, 'ended what was left open on earlier days');
        }
      } catch (error) {
        hub.log.warn({ code: (error as { code?: string }).code }, 'housekeeping did not work this time');
        await lock?.release();
        lock = null;
      }
      if (!stopped) cancel = scheduler.after(everyMs, begin);
    }

    function begin(): void {
      running = round();
    }

    begin();
    return {
      async stop() {
        stopped = true;
        cancel?.();
        await running;
        cancel?.();
        await lock?.release();
      },
    };
  };
}

async function sweep(hub: Hub, lock: HeldLock): Promise<void> {
  const swept = await sweepExpired(drizzle(lock.client), hub.clock());
  if (Object.values(swept).some((count) => count > 0)) hub.log.info({ swept }, 'swept out what had expired');
}

export const startHousekeeping: StartHubPart = createHousekeeping(systemScheduler);
