import { undoQueueMove } from '#shared/protocol/api/queue.ts';
import { STAFF_ROLES } from '#shared/protocol/api/roles.ts';
import { defineRoute } from '#hub/http/route.ts';
import { scopeOf } from './queue-scope.ts';
import { readLocation } from './read-location.ts';
import { readPlacedRow } from './read-placed-row.ts';
import { undoMove } from './undo-move.ts';

export const undoMoveRoute = defineRoute(
  undoQueueMove,
  { roles: STAFF_ROLES },
  async (context) => {
    const scope = scopeOf(context);
    const { id } = await undoMove(scope, context.input.id);
    return readPlacedRow(scope.tx, await readLocation(scope.tx, scope.locationId), id, scope.now);
  },
  { once: true },
);
