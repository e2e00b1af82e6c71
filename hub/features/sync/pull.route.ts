import { AppError } from '#shared/domain/errors.ts';
import { DEVICE_ROLES } from '#shared/protocol/api/roles.ts';
import { pull } from '#shared/protocol/api/sync.ts';
import { defineUntransactedRoute } from '#hub/http/route.ts';
import { readFeed } from './read-feed.ts';

export const pullRoute = defineUntransactedRoute(pull, { roles: DEVICE_ROLES }, async ({ hub, input, actor }) => {
  // A display hangs in public: it gets nothing that a passer-by should not know.
  if (actor.role === 'display' && input.stream !== 'queue') {
    throw new AppError('sync.stream_forbidden', { stream: input.stream });
  }
  return readFeed(hub.db, { locationId: actor.locationId, ...input });
});
