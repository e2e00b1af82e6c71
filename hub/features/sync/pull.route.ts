import { DEVICE_ROLES } from '#shared/protocol/api/roles.ts';
import { pull } from '#shared/protocol/api/sync.ts';
import { defineTextRoute } from '#hub/http/route.ts';
import { assertMayRead } from './may-read-stream.ts';
import { readFeedText } from './read-feed.ts';

export const pullRoute = defineTextRoute(pull, { roles: DEVICE_ROLES }, async ({ hub, input, actor }) => {
  assertMayRead(actor, input.stream);
  return readFeedText(hub.db, { locationId: actor.locationId, ...input });
});
