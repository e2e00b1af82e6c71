import { recall } from '#shared/protocol/api/queue.ts';
import { STAFF_ROLES } from '#shared/protocol/api/roles.ts';
import { defineRoute } from '#hub/http/route.ts';
import { answerOnce } from './answer-once.ts';
import { moveEntry } from './move-entry.ts';
import { scopeOf } from './queue-scope.ts';

export const recallRoute = defineRoute(recall, { roles: STAFF_ROLES }, async (context) => {
  const { input, request } = context;
  const scope = scopeOf(context);
  return answerOnce({ ...scope, request, operation: recall.id, input }, async () =>
    moveEntry(scope, input.id, { type: 'recall' }),
  );
});
