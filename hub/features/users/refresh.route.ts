import { AppError } from '#shared/domain/errors.ts';
import { refreshSession } from '#shared/protocol/api/auth.ts';
import { defineUntransactedRoute } from '#hub/http/route.ts';
import { assertSameOrigin } from '#hub/http/same-origin.ts';
import { renewSession } from './renew-session.ts';
import { clearSessionCookie, readSessionCookie, setSessionCookie } from './session-cookie.ts';
import { sessionReply } from './session-reply.ts';

export const refreshRoute = defineUntransactedRoute(refreshSession, 'public', async ({ hub, request, now }) => {
  assertSameOrigin(request);
  const token = readSessionCookie(request);
  if (!token) throw new AppError('auth.session_ended');
  const at = now();
  // The transaction is over before the refusal is thrown, so that a session found stolen stays ended.
  const renewal = await hub.transact(async ({ tx }) => renewSession(tx, token, hub.keys.refreshToken, at));
  if (renewal.kind === 'refused') {
    clearSessionCookie(request);
    throw new AppError('auth.session_ended');
  }
  if (renewal.kind === 'rotated') setSessionCookie(request, renewal.token, renewal.expiresAt - at);
  const { user, sessionUid } = renewal;
  return sessionReply(hub.db, hub.keys.accessToken, { user, sessionUid, now: at });
});
