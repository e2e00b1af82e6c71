import { AppError } from '#shared/domain/errors.ts';
import { createUserLink } from '#shared/protocol/api/users.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import { defineRoute } from '#hub/http/route.ts';
import { replaceUserLink } from './account-link.store.ts';
import { toAccountLink } from './link-url.ts';
import { lockUser } from './users.store.ts';

export const createUserLinkRoute = defineRoute(createUserLink, { roles: ['admin'] }, async (context) => {
  const { input, actor, tx, hub, request, now } = context;
  const user = await lockUser(tx, actor.locationId, input.id);
  if (!user.active) throw new AppError('user.closed', { id: user.id });
  if (user.email === null) throw new AppError('user.email_needed', { id: user.id });
  const link = await replaceUserLink(tx, user, actor.userId, now());
  await recordAudit(tx, {
    locationId: actor.locationId,
    actor,
    at: now(),
    action: createUserLink.id,
    entity: 'user',
    entityUid: user.uid,
    requestId: request.id,
  });
  return toAccountLink(hub, request, link);
});
