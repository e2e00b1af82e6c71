import { AppError } from '#shared/domain/errors.ts';
import { createUser } from '#shared/protocol/api/users.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import { assertOwnService } from '#hub/features/services/services.store.ts';
import { putDoctor } from '#hub/features/doctors/put-doctor.ts';
import { defineRoute } from '#hub/http/route.ts';
import { replaceUserLink } from './account-link.store.ts';
import { toAccountLink } from './link-url.ts';
import { toUserReply } from './user-row.ts';
import { insertUser } from './users.store.ts';

/** Not answered twice under one key: the reply holds a link that is kept nowhere. */
export const createUserRoute = defineRoute(createUser, { roles: ['admin'] }, async (context) => {
  const { input, actor, tx, feed, hub, request, now } = context;
  const { email, display_name: displayName, role, service_id: serviceId = null } = input;
  if (role === 'doctor' && serviceId === null) throw new AppError('user.service_needed');
  if (serviceId !== null) await assertOwnService(tx, actor.locationId, serviceId);
  const place = { uid: hub.ids(), locationId: actor.locationId };
  const user = await insertUser(tx, { ...place, email, displayName, role, serviceId });
  if (role === 'doctor') await putDoctor(tx, feed, user);
  const link = await replaceUserLink(tx, user, actor.userId, now());
  await recordAudit(tx, {
    locationId: actor.locationId,
    actor,
    at: now(),
    action: createUser.id,
    entity: 'user',
    entityUid: user.uid,
    requestId: request.id,
    details: { role },
  });
  return { user: toUserReply(user), link: toAccountLink(hub, request, link) };
});
