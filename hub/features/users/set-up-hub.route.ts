import { sql } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import { setUpHub } from '#shared/protocol/api/accounts.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import { insertLocation } from '#hub/features/locations/locations.store.ts';
import { defineUntransactedRoute } from '#hub/http/route.ts';
import { findLink, spendLink } from './account-link.store.ts';
import { isSetUp } from './is-set-up.ts';
import { hashPassword } from './password.ts';
import { startSession } from './start-session.ts';
import { toStaffActor } from './staff-user.ts';
import { insertUser } from './users.store.ts';

/** Any number of our own: of two who set up at once, the second finds it done. */
const SETUP_LOCK = 4_711_005;

export const setUpHubRoute = defineUntransactedRoute(setUpHub, 'public', async ({ input, hub, request, now }) => {
  await hub.limits.links.attempt(request.address);
  const at = now();
  if (await isSetUp(hub.db)) throw new AppError('setup.done');
  const { link } = await findLink(hub.db, input.token, at);
  if (link.purpose !== 'setup') throw new AppError('link.not_valid');
  const { email, display_name: name, password } = input.admin;
  const passwordHash = await hashPassword(password);
  const session = await hub.transact(async ({ tx, feed }) => {
    await tx.execute(sql`SELECT pg_advisory_xact_lock(${SETUP_LOCK})`);
    if (await isSetUp(tx)) throw new AppError('setup.done');
    await spendLink(tx, link);
    const location = await insertLocation(tx, feed, { uid: hub.ids(), ...input.location });
    const user = await insertUser(tx, {
      uid: hub.ids(),
      locationId: location.id,
      role: 'admin',
      email,
      displayName: { text: name },
      passwordHash,
    });
    await recordAudit(tx, {
      locationId: location.id,
      actor: toStaffActor(user, hub.ids()),
      at,
      action: setUpHub.id,
      entity: 'location',
      entityUid: location.uid,
      requestId: request.id,
    });
    return startSession({ hub, request, now: at }, tx, user);
  });
  await hub.limits.links.forgive(request.address);
  return session;
});
