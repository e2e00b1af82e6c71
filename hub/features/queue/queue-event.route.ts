import { postQueueEvent } from '#shared/protocol/api/queue.ts';
import { STAFF_ROLES } from '#shared/protocol/api/roles.ts';
import { defineRoute } from '#hub/http/route.ts';
import { moveEntry } from './move-entry.ts';
import { scopeOf } from './queue-scope.ts';

export const queueEventRoute = defineRoute(
  postQueueEvent,
  { roles: STAFF_ROLES },
  async (context) => {
    const { id, ...wish } = context.input;
    return moveEntry(scopeOf(context), id, wish);
  },
  { once: true },
);
