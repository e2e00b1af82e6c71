import { eq } from 'drizzle-orm';
import { signIn } from '#shared/protocol/api/auth.ts';
import { AppError } from '#shared/domain/errors.ts';
import { users } from '#hub/db/schema/staff.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import { defineUntransactedRoute } from '#hub/http/route.ts';
import { readKnownBrowser, rememberBrowser } from './known-browser.ts';
import { isPassword } from './password.ts';
import { toStaffActor } from './staff-user.ts';
import { startSession } from './start-session.ts';

/** Unknown account, wrong password and a closed account answer alike, after the same work. */
export const signInRoute = defineUntransactedRoute(signIn, 'public', async ({ input, hub, request, now }) => {
  const account = input.email.toLowerCase();
  const browser = readKnownBrowser(request, account, hub.keys.knownBrowser);
  const guesser = browser === null ? ['address', request.address] : ['browser', browser];
  // Counted before the password is looked at, so that a volley of guesses cannot slip through together.
  await hub.limits.signIn.attempt(account, ...guesser);
  const [user] = await hub.db.select().from(users).where(eq(users.email, account));
  const matches = await isPassword(input.password, user?.passwordHash ?? null);
  if (!user || !matches || !user.active) throw new AppError('auth.wrong_credentials');
  await hub.limits.signIn.forgive(account, ...guesser);
  const at = now();
  const session = await hub.transact(async ({ tx }) => {
    await recordAudit(tx, {
      locationId: user.locationId,
      actor: toStaffActor(user, hub.ids()),
      at,
      action: signIn.id,
      entity: 'user',
      entityUid: user.uid,
      requestId: request.id,
    });
    return startSession({ hub, request, now: at }, tx, user);
  });
  rememberBrowser(request, account, hub.keys.knownBrowser);
  return session;
});
