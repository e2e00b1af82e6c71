import { eq } from 'drizzle-orm';
import { signIn } from '#shared/protocol/api/auth.ts';
import { AppError } from '#shared/domain/errors.ts';
import { users } from '#hub/db/schema/staff.ts';
import { defineUntransactedRoute } from '#hub/http/route.ts';
import { isPassword } from './password.ts';
import { hashRefreshToken, makeRefreshToken } from './refresh-token.ts';
import { insertSession, sessionExpiry } from './sessions.store.ts';
import { setSessionCookie } from './session-cookie.ts';
import { sessionReply } from './session-reply.ts';

/** Unknown account, wrong password and a closed account answer alike, after the same work. */
export const signInRoute = defineUntransactedRoute(signIn, 'public', async ({ input, hub, request, now }) => {
  const account = input.email.toLowerCase();
  // Counted before the password is looked at, so that a volley of guesses cannot slip through together.
  await hub.limits.signIn.attempt(account, request.address);
  const [user] = await hub.db.select().from(users).where(eq(users.email, account));
  const matches = await isPassword(input.password, user?.passwordHash ?? null);
  if (!user || !matches || !user.active) throw new AppError('auth.wrong_credentials');
  await hub.limits.signIn.forgive(account, request.address);

  const uid = hub.ids();
  const token = makeRefreshToken(uid, hub.keys.refreshToken);
  const signedInAt = now();
  await insertSession(hub.db, { uid, user, tokenHash: hashRefreshToken(token), now: signedInAt });
  setSessionCookie(request, token, sessionExpiry(signedInAt, signedInAt) - signedInAt);
  return sessionReply(hub.db, hub.keys.accessToken, { user, sessionUid: uid, now: signedInAt });
});
