import { AppError } from '#shared/domain/errors.ts';
import { updateQueueStatus } from '#shared/protocol/api/queue.ts';
import { STAFF_ROLES } from '#shared/protocol/api/roles.ts';
import { defineRoute } from '#hub/http/route.ts';
import { eventForStatus } from './event-for-status.ts';
import { moveEntry } from './move-entry.ts';
import { lockQueueEntry } from './queue-entry.store.ts';
import { scopeOf } from './queue-scope.ts';
import { usualStation } from './usual-station.queries.ts';

/** For callers who name the status they want; staff screens name the event instead. */
export const updateStatusRoute = defineRoute(
  updateQueueStatus,
  { roles: STAFF_ROLES },
  async (context) => {
    const { input } = context;
    const scope = scopeOf(context);
    // Locked, so that the event still fits the status when it is applied.
    const stored = await lockQueueEntry(scope.tx, scope.locationId, input.id);
    if (!stored) throw new AppError('queue.not_found', { id: input.id });
    const type = eventForStatus(stored.entry.status, input.status);
    if (type !== 'call') return moveEntry(scope, input.id, { type, notes: input.notes });
    const stationId = input.station_id ?? (await usualStation(scope, stored.entry));
    return moveEntry(scope, input.id, { type, station_id: stationId, notes: input.notes });
  },
  { once: true },
);
