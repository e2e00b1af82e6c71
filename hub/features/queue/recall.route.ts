import { recall } from '#shared/protocol/api/queue.ts';
import { STAFF_ROLES } from '#shared/protocol/api/roles.ts';
import { defineRoute } from '#hub/http/route.ts';
import { moveEntry } from './move-entry.ts';
import { scopeOf } from './queue-scope.ts';

export const recallRoute = defineRoute(
  recall,
  { roles: STAFF_ROLES },
  async (context) => moveEntry(scopeOf(context), context.input.id, { type: 'recall' }),
  { once: true },
);
