import { listServices } from '#shared/protocol/api/directory.ts';
import { STAFF_ROLES } from '#shared/protocol/api/roles.ts';
import { defineRoute } from '#hub/http/route.ts';
import { listServiceRows, toServiceReply } from './services.store.ts';

export const listServicesRoute = defineRoute(listServices, { roles: STAFF_ROLES }, async ({ tx, actor }) => {
  const rows = await listServiceRows(tx, actor.locationId);
  return rows.map(toServiceReply);
});
