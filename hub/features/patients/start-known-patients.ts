import type { Cancel, Scheduler } from '#shared/domain/ports.ts';
import { locations } from '#hub/db/schema/clinic.ts';
import { systemScheduler } from '#hub/realtime/system-scheduler.ts';
import type { HubPart, StartHubPart } from '#hub/parts.ts';
import { publishKnownPatients } from './publish-known-patients.ts';

/** After a check-in: soon enough for the next visit to another kiosk, late enough not to compete with the rush. */
const SOON_MS = 3000;
/** Changes at the desk move no feed of their own. */
const EVERY_MS = 60_000;
const PAUSE_MS = 250;

/** Keeps kiosks knowing who was here before, a little behind everything that patients wait for. */
export function createKnownPatients(scheduler: Scheduler): StartHubPart {
  return async (hub): Promise<HubPart> => {
    const { kioskMatch } = hub.keys;
    let cancel: Cancel | null = null;
    let isSoon = false;
    let isStopped = false;
    let running: Promise<void> = Promise.resolve();

    function plan(delayMs: number): void {
      if (isStopped || (cancel && isSoon)) return;
      cancel?.();
      isSoon = delayMs < EVERY_MS;
      cancel = scheduler.after(delayMs, () => {
        cancel = null;
        running = round();
      });
    }

    async function round(): Promise<void> {
      let most = 0;
      try {
        for (const { id: locationId } of await hub.db.select({ id: locations.id }).from(locations)) {
          if (isStopped) return;
          const told = await hub.transact(async (scope) => publishKnownPatients(scope, { locationId, kioskMatch }));
          most = Math.max(most, told);
        }
      } catch (error) {
        hub.log.warn({ err: error }, 'kiosks could not be told of returning patients; it is tried again');
      }
      plan(most > 0 ? PAUSE_MS : EVERY_MS);
    }

    const silence = hub.feedMoved.subscribe((heads) => {
      if (heads.some(({ stream }) => stream === 'queue')) plan(SOON_MS);
    });
    plan(SOON_MS);
    return {
      async stop() {
        isStopped = true;
        silence();
        cancel?.();
        await running;
      },
    };
  };
}

export const startKnownPatients = createKnownPatients(systemScheduler);
