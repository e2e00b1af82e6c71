import { MAX_OPS_PER_PUSH } from '#shared/protocol/sync.ts';
import { push } from '#shared/protocol/api/sync.ts';
import { defineRoute } from '#hub/http/route.ts';
import { pushOps } from './push-ops.ts';

/** Payloads may be 64 KiB of text, each character of which may be escaped in the body. */
const BODY_LIMIT = MAX_OPS_PER_PUSH * 128 * 1024;

/** Whatever protocol a device speaks, it may always hand over what it recorded. */
export const pushRoute = defineRoute(
  push,
  { roles: ['kiosk'] },
  async ({ input, actor, tx, feed, now, request }) =>
    pushOps({ tx, feed }, actor, input, { now: now(), requestId: request.id }),
  { bodyLimit: BODY_LIMIT },
);
