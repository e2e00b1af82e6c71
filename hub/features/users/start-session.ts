import type { z } from 'zod';
import type { Instant } from '#shared/domain/ports.ts';
import type { sessionSchema } from '#shared/protocol/api/auth.ts';
import type { Queryable } from '#hub/db/client.ts';
import type { RequestInfo } from '#hub/http/request-info.ts';
import type { Hub } from '#hub/hub.ts';
import { hashRefreshToken, makeRefreshToken } from './refresh-token.ts';
import { sessionReply } from './session-reply.ts';
import { setSessionCookie } from './session-cookie.ts';
import { insertSession, sessionExpiry } from './sessions.store.ts';
import type { UserRow } from './staff-user.ts';

type SessionReply = z.input<typeof sessionSchema>;

/** Signs a user in whose identity is settled: a session, its cookie, and what is needed to answer with. */
export async function startSession(
  { hub, request, now }: { hub: Hub; request: RequestInfo; now: Instant },
  db: Queryable,
  user: UserRow,
): Promise<SessionReply> {
  const uid = hub.ids();
  const token = makeRefreshToken(uid, hub.keys.refreshToken);
  await insertSession(db, { uid, user, tokenHash: hashRefreshToken(token), now });
  setSessionCookie(request, token, sessionExpiry(now, now) - now);
  return sessionReply(db, hub.keys.accessToken, { user, sessionUid: uid, now });
}
