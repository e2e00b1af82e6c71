import { DEVICE_ROLES } from '#shared/protocol/api/roles.ts';
import { snapshot } from '#shared/protocol/api/sync.ts';
import { defineUntransactedRoute } from '#hub/http/route.ts';
import { assertMayRead } from './may-read-stream.ts';
import { readSnapshot } from './read-snapshot.ts';

export const snapshotRoute = defineUntransactedRoute(
  snapshot,
  { roles: DEVICE_ROLES },
  async ({ hub, input, actor }) => {
    assertMayRead(actor, input.stream);
    return readSnapshot(hub.db, { locationId: actor.locationId, stream: input.stream });
  },
);
