import { DEVICE_ROLES } from '#shared/protocol/api/roles.ts';
import { pull } from '#shared/protocol/api/sync.ts';
import { defineUntransactedRoute } from '#hub/http/route.ts';
import { assertMayRead } from './may-read-stream.ts';
import { readFeed } from './read-feed.ts';

export const pullRoute = defineUntransactedRoute(pull, { roles: DEVICE_ROLES }, async ({ hub, input, actor }) => {
  assertMayRead(actor, input.stream);
  return readFeed(hub.db, { locationId: actor.locationId, ...input });
});
