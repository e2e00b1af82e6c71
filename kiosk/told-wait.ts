import type { DeviceReader } from '#shared/device/db/device-database.ts';
import { findEntity } from '#shared/device/replica/replica.queries.ts';
import type { Instant } from '#shared/domain/ports.ts';
import { roundWait } from '#shared/domain/wait/shown-range.ts';
import { waitRange, type WaitRange } from './wait-range.ts';

const MINUTE = 60_000;
/** The hub says a range again every ten minutes while anybody waits: one older than twice that is of another time. */
const FRESH_MS = 20 * MINUTE;
const STEP_MINUTES = 5;

export type QueueLoad = {
  /** Of the doctor, or of the service where any of its doctors will do. */
  queueUid: string;
  /** Who waits there as far as this kiosk knows, its own check-ins included. */
  ahead: number;
  averageMinutes: number;
  servers: number;
};

/**
 * The range for somebody who joins now: the hub's, which has learned how long things take here, lengthened by who came since it
 * was made; without a fresh word of the hub the kiosk's own, from the configured average.
 */
export function toldWait(reader: DeviceReader, load: QueueLoad, now: Instant): WaitRange {
  const told = findEntity(reader, 'queue_wait', load.queueUid);
  // A clock that is wrong by more makes every word look stale, or new for ever: then it is better not to go by it.
  if (!told || Math.abs(now - told.madeAt) > FRESH_MS) return waitRange(load);
  const [lower, upper] = told.waitMinutes;
  const since = Math.max(0, load.ahead - told.waiting);
  const added = (since * load.averageMinutes) / Math.max(1, load.servers);
  const range = roundWait({ lower: lower + added, upper: upper + added }, STEP_MINUTES);
  return [range.lower, range.upper];
}
