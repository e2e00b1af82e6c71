import { asc, eq } from 'drizzle-orm';
import { listStations } from '#shared/protocol/api/directory.ts';
import { STAFF_ROLES } from '#shared/protocol/api/roles.ts';
import { stations } from '#hub/db/schema/clinic.ts';
import { defineRoute } from '#hub/http/route.ts';

export const listStationsRoute = defineRoute(listStations, { roles: STAFF_ROLES }, async ({ tx, actor }) => {
  const { id, uid, name, active } = stations;
  return tx
    .select({ id, uid, name, active })
    .from(stations)
    .where(eq(stations.locationId, actor.locationId))
    .orderBy(asc(stations.position), asc(stations.id));
});
