import { sql } from 'drizzle-orm';
import type { Cancel } from '#shared/domain/ports.ts';
import { feedHead } from '#hub/db/schema/sync.ts';
import type { Hub } from '#hub/hub.ts';
import type { HubPart, StartHubPart } from '#hub/parts.ts';
import { systemScheduler } from '#hub/realtime/system-scheduler.ts';
import { pruneFeed } from './prune-feed.ts';
import { takeUpEarly } from './take-up-early.ts';
import { takeUpQuarantined } from './take-up-quarantined.ts';

const EARLY_EVERY_MS = 15_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A device that was away for longer takes a snapshot instead of every single change. */
const FEED_KEPT_MS = 7 * DAY_MS;
/** Of hubs on one database one at a time does it. */
const UPKEEP_LOCK = 4_711_008;

/**
 * Once an hour, and first when the hub has started: takes old rows out of the feeds, and looks whether ops that an older
 * build could not read can now be applied. Four times a minute: whether what ops had come before is here by now.
 */
export const startSyncUpkeep: StartHubPart = async (hub): Promise<HubPart> => {
  const jobs = [repeat(hub, HOUR_MS, keepUp), repeat(hub, EARLY_EVERY_MS, applyEarly)];
  return { stop: async () => void (await Promise.all(jobs.map(async (job) => job.stop()))) };
};

function repeat(hub: Hub, everyMs: number, work: (hub: Hub) => Promise<void>): HubPart {
  let cancel: Cancel | null = null;
  let running: Promise<void> = Promise.resolve();
  let stopped = false;

  const run = (): void => {
    running = work(hub)
      .catch((error: unknown) => hub.log.warn({ err: error }, 'the upkeep of sync did not succeed; it is tried again'))
      .finally(() => {
        if (!stopped) cancel = systemScheduler.after(everyMs, run);
      });
  };
  cancel = systemScheduler.after(1000, run);
  return {
    async stop() {
      stopped = true;
      cancel?.();
      await running;
    },
  };
}

async function applyEarly({ db, transact, clock, log }: Hub): Promise<void> {
  const applied = await takeUpEarly(db, transact, clock);
  if (applied > 0) log.info({ applied }, 'ops that had come before what they build on were taken up');
}

async function keepUp(hub: Hub): Promise<void> {
  const isMine = await hub.db.transaction(async (tx) => {
    const { rows } = await tx.execute<{ mine: boolean }>(sql`SELECT pg_try_advisory_xact_lock(${UPKEEP_LOCK}) AS mine`);
    if (!rows[0]?.mine) return false;
    const applied = await takeUpQuarantined(hub.db, hub.transact, hub.clock());
    if (applied > 0) hub.log.info({ applied }, 'ops that an older build could not read were taken up');
    const before = hub.clock() - FEED_KEPT_MS;
    const beforeDay = new Date(before).toISOString().slice(0, 10);
    for (const { locationId, stream } of await tx.select().from(feedHead)) {
      await pruneFeed(hub.db, { locationId, stream, before, beforeDay });
    }
    return true;
  });
  if (!isMine) hub.log.debug('another hub looks after sync');
}
