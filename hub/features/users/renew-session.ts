import type { Instant } from '#shared/domain/ports.ts';
import type { Queryable } from '#hub/db/client.ts';
import { hashRefreshToken, makeRefreshToken, readRefreshToken } from './refresh-token.ts';
import { endSession, lockSession, rotateSession } from './sessions.store.ts';
import type { UserRow } from './staff-user.ts';

/**
 * Two tabs that wake up together send the same token. Within this time the second gets an access token but no new
 * refresh token: the first tab's is in the browser's one cookie jar already. A thief with a spent token gains ten minutes
 * at most, and only within these seconds.
 */
export const RACE_GRACE_MS = 10_000;

export type Renewal =
  | { kind: 'rotated'; user: UserRow; sessionUid: string; token: string; expiresAt: Instant }
  | { kind: 'raced'; user: UserRow; sessionUid: string }
  | { kind: 'refused' };

/**
 * Exchanges a refresh token. One that was spent before the grace means that two hold the same session, and nobody can
 * say which of them is the thief: the session ends for both. Runs in a transaction that must commit on `refused` too.
 */
export async function renewSession(tx: Queryable, token: string, key: Uint8Array, now: Instant): Promise<Renewal> {
  const genuine = readRefreshToken(token, key);
  const found = genuine && (await lockSession(tx, genuine.sessionUid));
  if (!found) return { kind: 'refused' };
  const { session, user } = found;
  if (session.endedAt !== null || session.expiresAt <= now) return { kind: 'refused' };
  if (!user.active) {
    await endSession(tx, session.uid, 'user_inactive', now);
    return { kind: 'refused' };
  }

  const hash = hashRefreshToken(token);
  if (hash.equals(session.tokenHash)) {
    const next = makeRefreshToken(session.uid, key);
    const { expiresAt } = await rotateSession(tx, session, hashRefreshToken(next), now);
    return { kind: 'rotated', user, sessionUid: session.uid, token: next, expiresAt };
  }
  const isPrevious = session.previousTokenHash?.equals(hash) === true;
  if (isPrevious && now - session.rotatedAt <= RACE_GRACE_MS) return { kind: 'raced', user, sessionUid: session.uid };
  await endSession(tx, session.uid, 'token_reused', now);
  return { kind: 'refused' };
}
