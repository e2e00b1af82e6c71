import type { Instant } from '#shared/domain/ports.ts';
import type { Board } from '#shared/protocol/bridge/display-contract.ts';
import type { ClinicView } from '#display/clinic-view.ts';
import type { Zone } from '#display/zone.ts';
import { listRecentCalls } from './recent-calls.ts';
import { groupWaiting } from './waiting-groups.ts';

/** What a screen shows beside the call itself. Pure: the same view at the same time gives the same board. */
export function projectBoard(view: ClinicView, zone: Zone, now: Instant): Board {
  return { calls: listRecentCalls(view, zone, now), waiting: groupWaiting(view, zone, now) };
}
