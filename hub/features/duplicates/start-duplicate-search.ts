import type { Cancel, Scheduler } from '#shared/domain/ports.ts';
import type { HubPart, StartHubPart } from '#hub/parts.ts';
import { systemScheduler } from '#hub/realtime/system-scheduler.ts';
import { compareNewcomers } from './compare-newcomers.ts';
import { giveMatchKeys } from './give-match-keys.ts';

const EVERY_MS = 5_000;
/** Between batches, so that a clinic at work does not notice. */
const PAUSE_MS = 250;

/**
 * First the match keys of older records, then, every few seconds, who has been registered since. Any number of hub processes
 * may run it: each batch is taken by one of them.
 */
export function createDuplicateSearch(scheduler: Scheduler, everyMs = EVERY_MS, pauseMs = PAUSE_MS): StartHubPart {
  return async (hub): Promise<HubPart> => {
    let cancel: Cancel | null = null;
    let running: Promise<void> = Promise.resolve();
    let stopped = false;

    async function round(): Promise<void> {
      let hasMore = false;
      try {
        hasMore =
          (await hub.transact(async ({ tx }) => giveMatchKeys(tx))) ||
          (await hub.transact(async ({ tx }) => compareNewcomers(tx, hub.clock())));
      } catch (error) {
        hub.log.warn({ err: error }, 'the search for duplicates did not work this time');
      }
      if (!stopped) cancel = scheduler.after(hasMore ? pauseMs : everyMs, begin);
    }

    function begin(): void {
      running = round();
    }

    cancel = scheduler.after(pauseMs, begin);
    return {
      async stop() {
        stopped = true;
        cancel?.();
        await running;
        cancel?.();
      },
    };
  };
}

export const startDuplicateSearch: StartHubPart = createDuplicateSearch(systemScheduler);
