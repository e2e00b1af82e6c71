import type { Logger } from 'pino';
import type pg from 'pg';
import type { Clock, Ids } from '#shared/domain/ports.ts';
import type { HubConfig } from './config.ts';
import type { Database } from './db/client.ts';
import type { Transact } from './db/transact.ts';
import type { FeedSignal } from './db/feed-signal.ts';
import type { CalendarTurns } from './features/appointments/calendar-turns.ts';
import type { RateLimits } from './http/rate-limits.ts';
import type { HubKeys } from './keys.ts';

/** What one running hub process has: handed to every route and job, so that nothing lives in module state. */
export type Hub = {
  config: HubConfig;
  log: Logger;
  clock: Clock;
  ids: Ids;
  keys: HubKeys;
  pool: pg.Pool;
  /** For reading. Write through `transact`. */
  db: Database;
  transact: Transact;
  /** Tells this process when streams moved, after the commit, whichever process it was; announced by startFeedListening. */
  feedMoved: FeedSignal;
  /** Where the lanes given out are noted outside the database; null: nowhere. */
  laneFolder: string | null;
  limits: RateLimits;
  /** Who waits for which doctor's calendar in this process. */
  calendarTurns: CalendarTurns;
  /** Which life of the hub's data this is. */
  epoch: string;
  state: { stopping: boolean };
};
