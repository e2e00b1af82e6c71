import { AppError } from '#shared/domain/errors.ts';
import { currentQueue } from '#shared/protocol/api/queue.ts';
import { STAFF_ROLES } from '#shared/protocol/api/roles.ts';
import { defineRoute } from '#hub/http/route.ts';
import { readCurrentQueue } from './read-current-queue.ts';
import { readLocation } from './read-location.ts';

export const currentQueueRoute = defineRoute(
  currentQueue,
  { roles: STAFF_ROLES },
  async ({ input, actor, tx, now }) => {
    // Staff see their own location; asking for it by id is allowed, asking for another finds nothing.
    if (input.location_id !== undefined && input.location_id !== actor.locationId) {
      throw new AppError('location.not_found', { id: input.location_id });
    }
    const location = await readLocation(tx, actor.locationId);
    return readCurrentQueue(tx, location, input.doctor_id, now());
  },
);
