import type { Cancel, Instant, Scheduler } from '#shared/domain/ports.ts';
import type { Hub } from '#hub/hub.ts';
import { advanceWaits, COMPUTE_EVERY_MS, LOOK_EVERY_MS } from './advance-waits.ts';
import { saveSnapshot } from './save-snapshot.ts';
import type { WaitMemory } from './wait-memory.ts';

/** Moves that come together are learned together. */
const GATHER_MS = 100;
/**
 * More rows than this while gathering are no morning rush but kiosks that come back with what they have. Nobody is told their
 * wait in the midst of it: that would double what every device has to read before it shows who is here.
 */
const FLOOD_ROWS = 100;
const FLOOD_CHECK_MS = 500;
/** However long it lasts, people hear of their wait after this long. */
const FLOOD_LASTS_MS = 15_000;
const SAVE_EVERY_MS = 10 * 60_000;
/** So that a process that starts has not much to read again. */
const SAVE_EVERY_ROWS = 2_000;

export type KeptWaits = {
  /** The queue stream of this location has moved to `seq`. */
  note(locationId: number, seq: number): void;
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
  /** Where the stream stands, where it stood when that was last looked at, and since when it has been running ahead. */
  seq: number;
  lookedSeq: number;
  floodSince: Instant | null;
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
    location.isSoon = delayMs <= FLOOD_CHECK_MS;
    location.cancel = scheduler.after(delayMs, () => {
      location.cancel = null;
      if (isFlooded(location)) plan(id, location, FLOOD_CHECK_MS);
      else location.running = step(id, location);
    });
  }

  function isFlooded(location: Location): boolean {
    const rows = location.seq - location.lookedSeq;
    location.lookedSeq = location.seq;
    const since = location.floodSince ?? hub.clock();
    const isFlood = rows > FLOOD_ROWS && hub.clock() - since < FLOOD_LASTS_MS;
    location.floodSince = isFlood ? since : null;
    return isFlood;
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
      if (done?.hasMore) return GATHER_MS;
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
    note(id, seq) {
      const location = locations.get(id) ?? {
        memory: null,
        running: null,
        again: false,
        cancel: null,
        isSoon: false,
        savedAt: 0,
        seq,
        lookedSeq: seq,
        floodSince: null,
      };
      locations.set(id, location);
      location.seq = seq;
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
