import { getKioskPin } from '#shared/protocol/api/settings.ts';
import { defineRoute } from '#hub/http/route.ts';
import { isKioskPinSet } from './put-kiosk-settings.ts';

export const getKioskPinRoute = defineRoute(getKioskPin, { roles: ['admin', 'manager'] }, async ({ tx, actor }) => ({
  pin_set: await isKioskPinSet(tx, actor.locationId),
}));
