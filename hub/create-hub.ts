import type { Logger } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import type { Clock } from '#shared/domain/ports.ts';
import type { HubConfig } from './config.ts';
import { openDatabase } from './db/client.ts';
import { createFeedSignal } from './db/feed-signal.ts';
import { readHubEpoch } from './db/settings.queries.ts';
import { createTransact } from './db/transact.ts';
import { createCalendarTurns } from './features/appointments/calendar-turns.ts';
import { createRateLimits } from './http/rate-limits.ts';
import type { Hub } from './hub.ts';
import { deriveKeys } from './keys.ts';

export type HubGrounds = {
  config: HubConfig;
  databaseUrl: string;
  secret: string;
  clock: Clock;
  log: Logger;
  laneFolder?: string;
};

/** A hub on a migrated database. `close` ends its connections. */
export async function createHub(grounds: HubGrounds): Promise<{ hub: Hub; close: () => Promise<void> }> {
  const { config, databaseUrl, secret, clock, log, laneFolder = null } = grounds;
  const database = openDatabase(databaseUrl, (error) => {
    log.warn({ code: (error as { code?: string }).code }, 'a database connection broke');
  });
  const { pool, db } = database;
  const keys = deriveKeys(secret);
  const hub: Hub = {
    config,
    log,
    clock,
    ids: () => uuidv7(),
    keys,
    pool,
    db,
    transact: createTransact(db),
    feedMoved: createFeedSignal(),
    laneFolder,
    limits: createRateLimits(pool, keys.rateLimit, config.requestsPerMinute),
    calendarTurns: createCalendarTurns(),
    epoch: await readHubEpoch(db),
    state: { stopping: false },
  };
  return { hub, close: async () => database.close() };
}
