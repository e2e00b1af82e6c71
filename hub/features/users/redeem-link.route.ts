import { AppError } from '#shared/domain/errors.ts';
import { redeemLink } from '#shared/protocol/api/accounts.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import { defineUntransactedRoute } from '#hub/http/route.ts';
import { findLink, spendLink } from './account-link.store.ts';
import { rememberBrowser } from './known-browser.ts';
import { hashPassword } from './password.ts';
import { endSessionsOf } from './sessions.store.ts';
import { startSession } from './start-session.ts';
import { toStaffActor } from './staff-user.ts';
import { saveUser } from './users.store.ts';

/** The password is hashed before anything is locked, and only for a link that is good. */
export const redeemLinkRoute = defineUntransactedRoute(redeemLink, 'public', async ({ input, hub, request, now }) => {
  await hub.limits.links.attempt(request.address);
  const at = now();
  await findLink(hub.db, input.token, at);
  const passwordHash = await hashPassword(input.password);
  const { user, session } = await hub.transact(async ({ tx }) => {
    const { link, user: holder } = await findLink(tx, input.token, at);
    if (!holder) throw new AppError('link.not_valid');
    await spendLink(tx, link);
    const saved = await saveUser(tx, holder.id, { passwordHash });
    await endSessionsOf(tx, saved.id, 'password_changed', at);
    await recordAudit(tx, {
      locationId: saved.locationId,
      actor: toStaffActor(saved, hub.ids()),
      at,
      action: redeemLink.id,
      entity: 'user',
      entityUid: saved.uid,
      requestId: request.id,
      details: { purpose: link.purpose },
    });
    return { user: saved, session: await startSession({ hub, request, now: at }, tx, saved) };
  });
  await hub.limits.links.forgive(request.address);
  rememberBrowser(request, user.email ?? '', hub.keys.knownBrowser);
  return session;
});
