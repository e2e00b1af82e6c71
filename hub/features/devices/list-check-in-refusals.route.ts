import { listCheckInRefusals } from '#shared/protocol/api/devices.ts';
import { STAFF_ROLES } from '#shared/protocol/api/roles.ts';
import { defineRoute } from '#hub/http/route.ts';
import { readCheckInRefusals } from './check-in-refusals.queries.ts';

export const listCheckInRefusalsRoute = defineRoute(
  listCheckInRefusals,
  { roles: STAFF_ROLES },
  async ({ tx, actor, now }) => readCheckInRefusals(tx, actor.locationId, now()),
);
