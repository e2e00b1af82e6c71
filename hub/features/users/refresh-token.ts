import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/**
 * `<session uid>.<32 random bytes>.<MAC>`. The MAC tells a token that we once gave out from one that someone made up:
 * only the first kind may end a session by being used again.
 */
export function makeRefreshToken(sessionUid: string, key: Uint8Array): string {
  const body = `${sessionUid}.${randomBytes(32).toString('base64url')}`;
  return `${body}.${macOf(body, key)}`;
}

/** The session a genuine token belongs to; null for anything else. Says nothing about whether it is still good. */
export function readRefreshToken(token: string, key: Uint8Array): { sessionUid: string } | null {
  const [sessionUid = '', secret = '', mac = '', ...rest] = token.split('.');
  const expected = Buffer.from(macOf(`${sessionUid}.${secret}`, key));
  const given = Buffer.from(mac);
  if (rest.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return z.uuid().safeParse(sessionUid).success ? { sessionUid } : null;
}

/** What is stored of it. */
export function hashRefreshToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function macOf(body: string, key: Uint8Array): string {
  return createHmac('sha256', key).update(body).digest('base64url');
}
