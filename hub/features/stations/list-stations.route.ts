import { listStations } from '#shared/protocol/api/directory.ts';
import { STAFF_ROLES } from '#shared/protocol/api/roles.ts';
import { defineRoute } from '#hub/http/route.ts';
import { listStationRows, toStationReply } from './stations.store.ts';

export const listStationsRoute = defineRoute(listStations, { roles: STAFF_ROLES }, async ({ tx, actor }) => {
  const rows = await listStationRows(tx, actor.locationId);
  return rows.map(toStationReply);
});
