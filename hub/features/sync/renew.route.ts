import { DEVICE_ROLES } from '#shared/protocol/api/roles.ts';
import { renewIncarnation as contract } from '#shared/protocol/api/sync.ts';
import { defineRoute } from '#hub/http/route.ts';
import { noteLanes } from '#hub/features/devices/lane-memory.ts';
import { renewIncarnation } from './renew-incarnation.ts';

export const renewRoute = defineRoute(
  contract,
  { roles: DEVICE_ROLES },
  async ({ input, actor, tx, hub, now, request }) => {
    const life = { now: now(), requestId: request.id, incarnation: hub.ids() };
    const renewed = await renewIncarnation(tx, actor, input, life);
    await noteLanes(tx, hub, actor.locationId);
    return renewed;
  },
);
