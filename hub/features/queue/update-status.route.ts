import { AppError } from '#shared/domain/errors.ts';
import { updateQueueStatus, type QueueEventRequest } from '#shared/protocol/api/queue.ts';
import { STAFF_ROLES } from '#shared/protocol/api/roles.ts';
import { defineRoute } from '#hub/http/route.ts';
import { eventForStatus, type StatusEvent } from './event-for-status.ts';
import { moveEntry } from './move-entry.ts';
import { lockQueueEntry } from './queue-entry.store.ts';
import { scopeOf } from './queue-scope.ts';

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
    return moveEntry(scope, input.id, wishOf(eventForStatus(stored.entry.status, input.status), input));
  },
  { once: true },
);

function wishOf(type: StatusEvent, { station_id, notes }: { station_id?: number; notes?: string }): QueueEventRequest {
  if (type !== 'call') return { type, notes };
  if (station_id === undefined) throw new AppError('queue.station_needed');
  return { type, station_id, notes };
}
