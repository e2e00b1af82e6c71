import type { Instant } from '#shared/domain/ports.ts';
import type { Announcement } from '#shared/protocol/bridge/display-contract.ts';
import { callOf } from '#display/announce/call-of.ts';
import { byUid, type ClinicView } from '#display/clinic-view.ts';
import { isInZone, type Zone } from '#display/zone.ts';

/** More than fit on any screen at a size that can be read across a room. */
const MAX_CALLS = 12;
/** Yesterday's last calls must not greet the first patients of the morning. */
const RECENT_FOR_MS = 2 * 60 * 60 * 1000;

/** Newest first. A cancelled visit and a call taken back are gone; one whose patient is in the room stays. */
export function listRecentCalls(view: ClinicView, zone: Zone, now: Instant): Announcement[] {
  const stations = byUid(view.stations);
  return view.entries
    .filter((entry) => entry.status !== 'cancelled' && entry.status !== 'waiting' && isInZone(entry, zone))
    .flatMap((entry) => callOf(entry, stations) ?? [])
    .filter((call) => now - call.calledAt <= RECENT_FOR_MS)
    .toSorted((a, b) => b.calledAt - a.calledAt || (a.uid < b.uid ? -1 : 1))
    .slice(0, MAX_CALLS);
}
