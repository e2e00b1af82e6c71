import { listDevices } from '#shared/protocol/api/devices.ts';
import { defineRoute } from '#hub/http/route.ts';
import { listDeviceReplies } from './devices.store.ts';

export const listDevicesRoute = defineRoute(
  listDevices,
  { roles: ['admin', 'manager', 'front_desk'] },
  async ({ tx, actor }) => listDeviceReplies(tx, actor.locationId),
);
