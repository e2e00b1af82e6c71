import { DEVICE_ROLES } from '#shared/protocol/api/roles.ts';
import { renewIncarnation as contract } from '#shared/protocol/api/sync.ts';
import { defineRoute } from '#hub/http/route.ts';
import { renewIncarnation } from './renew-incarnation.ts';

export const renewRoute = defineRoute(
  contract,
  { roles: DEVICE_ROLES },
  async ({ input, actor, tx, hub, now, request }) => {
    const life = { now: now(), requestId: request.id, incarnation: hub.ids() };
    return renewIncarnation(tx, actor, input, life);
  },
);
