import { MAX_OPS_PER_PUSH } from '#shared/protocol/sync/push.ts';
import { push } from '#shared/protocol/api/sync.ts';
import { defineRoute } from '#hub/http/route.ts';
import { pushOps } from './push-ops.ts';

/**
 * Whatever the contract allows must fit, or a device with it in its log is stuck for ever: 65,536 characters a payload,
 * each up to six bytes when escaped. Only a paired kiosk gets this far.
 */
const BODY_LIMIT = MAX_OPS_PER_PUSH * (65_536 * 6 + 4_096);

/** Whatever protocol a device speaks, it may always hand over what it recorded. */
export const pushRoute = defineRoute(
  push,
  { roles: ['kiosk'] },
  async ({ input, actor, tx, feed, now, request }) =>
    pushOps({ tx, feed }, actor, input, { now: now(), requestId: request.id }),
  { bodyLimit: BODY_LIMIT },
);
