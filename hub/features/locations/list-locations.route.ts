import { listLocations } from '#shared/protocol/api/locations.ts';
import { STAFF_ROLES } from '#shared/protocol/api/roles.ts';
import { defineRoute } from '#hub/http/route.ts';
import { listLocationRows, toLocationReply } from './locations.store.ts';

export const listLocationsRoute = defineRoute(listLocations, { roles: STAFF_ROLES }, async ({ tx, actor }) => {
  const rows = await listLocationRows(tx, actor.role === 'admin' ? null : actor.locationId);
  return rows.map(toLocationReply);
});
