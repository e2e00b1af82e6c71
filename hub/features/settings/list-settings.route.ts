import { STAFF_ROLES } from '#shared/protocol/api/roles.ts';
import { listSettings } from '#shared/protocol/api/settings.ts';
import { defineRoute } from '#hub/http/route.ts';
import { readSettings } from './settings.store.ts';

export const listSettingsRoute = defineRoute(listSettings, { roles: STAFF_ROLES }, async ({ tx, actor }) =>
  readSettings(tx, actor.locationId),
);
