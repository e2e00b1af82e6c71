import type { CheckInRefusal } from '#shared/protocol/api/devices.ts';
import type { Instant } from '#shared/domain/ports.ts';

/** After this time whoever was refused has been to the desk or is gone. */
const FRESH_MS = 30 * 60_000;
/** More than a desk deals with in that time. */
const MOST_KEPT = 100;

/** What this desk has yet to deal with, newest first. */
export function openRefusals(
  refusals: readonly CheckInRefusal[],
  done: readonly number[],
  now: Instant,
): CheckInRefusal[] {
  return refusals.filter(({ id, at }) => !done.includes(id) && now - Date.parse(at) < FRESH_MS);
}

export function withDone(done: readonly number[], ids: readonly number[]): number[] {
  return [...new Set([...done, ...ids])].slice(-MOST_KEPT);
}
