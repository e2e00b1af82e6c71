import { createLocation } from '#shared/protocol/api/locations.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import { replaceUserLink } from '#hub/features/users/account-link.store.ts';
import { toAccountLink } from '#hub/features/users/link-url.ts';
import { insertUser } from '#hub/features/users/users.store.ts';
import { defineRoute } from '#hub/http/route.ts';
import { insertLocation, toLocationReply } from './locations.store.ts';

/** Whoever makes a location does not thereby run it: its own administrator does, and everybody sees only their own. */
export const createLocationRoute = defineRoute(createLocation, { roles: ['admin'] }, async (context) => {
  const { input, actor, tx, feed, hub, request, now } = context;
  const { administrator, ...given } = input;
  const location = await insertLocation(tx, feed, { uid: hub.ids(), ...given });
  const user = await insertUser(tx, {
    uid: hub.ids(),
    locationId: location.id,
    role: 'admin',
    email: administrator.email,
    displayName: administrator.display_name,
  });
  const link = await replaceUserLink(tx, user, actor.userId, now());
  const done = { actor, at: now(), action: createLocation.id, entity: 'location', requestId: request.id };
  // In both logs: where it was decided, and where it took effect.
  for (const locationId of [actor.locationId, location.id]) {
    await recordAudit(tx, { ...done, locationId, entityUid: location.uid, details: { administrator: user.uid } });
  }
  return { location: toLocationReply(location), link: toAccountLink(hub, request, link) };
});
