import type { Cancel, Instant, Scheduler } from '#shared/domain/ports.ts';
import type { Hub } from '#hub/hub.ts';
import { advanceWaits, COMPUTE_EVERY_MS, LOOK_EVERY_MS } from './advance-waits.ts';
import { saveSnapshot } from './save-snapshot.ts';
import type { WaitMemory } from './wait-memory.ts';

/** Moves that come together are learned together. */
const GATHER_MS = 100;
const SAVE_EVERY_MS = 10 * 60_000;
/** So that a process that starts has not much to read again. */
const SAVE_EVERY_ROWS = 2_000;

export type KeptWaits = {
  /** The queue stream of this location has moved. */
  note(locationId: number): void;
  /** Ends after the step under way. */
  stop(): Promise<void>;
};

/** Steps one location: every process may try, one does it. */
type Location = {
  memory: WaitMemory | null;
  running: Promise<void> | null;
  again: boolean;
  cancel: Cancel | null;
  /** What is planned is for news: more of it must not put it off. */
  isSoon: boolean;
  savedAt: Instant;
};

/**
 * Keeps every location's waits in step with its feed. A step that fails is forgotten and tried again with the next news or look:
 * waits are told late then, and nothing else suffers.
 */
export function keepWaits(hub: Hub, scheduler: Scheduler): KeptWaits {
  const locations = new Map<number, Location>();
  let isStopped = false;

  function plan(id: number, location: Location, delayMs: number): void {
    if (isStopped) return;
    location.cancel?.();
    location.isSoon = delayMs === GATHER_MS;
    location.cancel = scheduler.after(delayMs, () => {
      location.cancel = null;
      location.running = step(id, location);
    });
  }

  async function step(id: number, location: Location): Promise<void> {
    location.again = false;
    const delayMs = await tryStep(id, location);
    location.running = null;
    if (location.again) plan(id, location, GATHER_MS);
    else if (delayMs !== null) plan(id, location, delayMs);
  }

  /** When to look again; null: not before there is news. */
  async function tryStep(id: number, location: Location): Promise<number | null> {
    try {
      let attempts = 0;
      const remembered = location.memory;
      // Forgotten until the commit: a step that is rolled back, or run again, must not begin with what it has learned.
      location.memory = null;
      const done = await hub.transact(async (scope) => {
        attempts += 1;
        return advanceWaits(scope, id, attempts === 1 ? remembered : null, hub.clock());
      });
      if (done) location.memory = done.memory;
      else if (attempts === 1) location.memory = remembered;
      if (done && isSaveDue(location, done.unsaved)) await save(id, location, done.memory);
      if (!done || done.isBehind) return COMPUTE_EVERY_MS;
      return done.waiting > 0 ? LOOK_EVERY_MS : null;
    } catch (error) {
      hub.log.warn({ err: error, locationId: id }, 'waits could not be brought up to date; trying again');
      return LOOK_EVERY_MS;
    }
  }

  function isSaveDue({ savedAt }: Location, unsaved: number): boolean {
    return unsaved >= SAVE_EVERY_ROWS || (unsaved > 0 && hub.clock() - savedAt >= SAVE_EVERY_MS);
  }

  async function save(id: number, location: Location, memory: WaitMemory): Promise<void> {
    location.savedAt = hub.clock();
    await saveSnapshot(hub.db, id, memory, location.savedAt);
  }

  return {
    note(id) {
      const location = locations.get(id) ?? {
        memory: null,
        running: null,
        again: false,
        cancel: null,
        isSoon: false,
        savedAt: 0,
      };
      locations.set(id, location);
      if (location.running) location.again = true;
      else if (location.cancel === null || !location.isSoon) plan(id, location, GATHER_MS);
    },
    async stop() {
      isStopped = true;
      for (const { cancel } of locations.values()) cancel?.();
      await Promise.all([...locations.values()].flatMap(({ running }) => running ?? []));
    },
  };
}
