import { signOut } from '#shared/protocol/api/auth.ts';
import { defineRoute } from '#hub/http/route.ts';
import { assertSameOrigin } from '#hub/http/same-origin.ts';
import { readRefreshToken } from './refresh-token.ts';
import { clearSessionCookie, readSessionCookie } from './session-cookie.ts';
import { endSession } from './sessions.store.ts';

/** Works without an access token, which may have expired long since; signing out twice is not an error. */
export const signOutRoute = defineRoute(signOut, 'public', async ({ tx, hub, request, now }) => {
  assertSameOrigin(request);
  const session = readRefreshToken(readSessionCookie(request) ?? '', hub.keys.refreshToken);
  if (session) await endSession(tx, session.sessionUid, 'signed_out', now());
  clearSessionCookie(request);
  return {};
});
