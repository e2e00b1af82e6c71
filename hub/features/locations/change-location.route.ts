import { AppError } from '#shared/domain/errors.ts';
import { changeLocation } from '#shared/protocol/api/locations.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import { defineRoute } from '#hub/http/route.ts';
import { toLocationReply, updateLocation } from './locations.store.ts';

export const changeLocationRoute = defineRoute(
  changeLocation,
  { roles: ['admin'] },
  async ({ input, actor, tx, feed, request, now }) => {
    const { id, ...change } = input;
    if (id !== actor.locationId) throw new AppError('location.not_found', { id });
    const location = await updateLocation(tx, feed, id, change);
    await recordAudit(tx, {
      locationId: id,
      actor,
      at: now(),
      action: changeLocation.id,
      entity: 'location',
      entityUid: location.uid,
      requestId: request.id,
      details: { fields: Object.keys(change) },
    });
    return toLocationReply(location);
  },
  { once: true },
);
