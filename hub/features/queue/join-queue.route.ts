import { joinQueue as joinContract } from '#shared/protocol/api/queue.ts';
import { STAFF_ROLES } from '#shared/protocol/api/roles.ts';
import { defineRoute } from '#hub/http/route.ts';
import { joinQueue, readJoining } from './join-queue.ts';
import { scopeOf } from './queue-scope.ts';
import { readLocation } from './read-location.ts';
import { readPlacedRow } from './read-placed-row.ts';

export const joinQueueRoute = defineRoute(
  joinContract,
  { roles: STAFF_ROLES },
  async (context) => {
    const { input, hub } = context;
    const scope = scopeOf(context);
    const queueId = await joinQueue(scope, hub.ids, readJoining(input));
    return readPlacedRow(scope.tx, await readLocation(scope.tx, scope.locationId), queueId, scope.now);
  },
  { once: true },
);
