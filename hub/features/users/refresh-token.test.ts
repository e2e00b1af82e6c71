import { randomBytes, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { hashRefreshToken, makeRefreshToken, readRefreshToken } from './refresh-token.ts';

const key = randomBytes(32);
const sessionUid = randomUUID();

test('a token that we made names its session', () => {
  expect(readRefreshToken(makeRefreshToken(sessionUid, key), key)).toEqual({ sessionUid });
});

test('no two tokens of a session are the same', () => {
  const [one, two] = [makeRefreshToken(sessionUid, key), makeRefreshToken(sessionUid, key)];
  expect(hashRefreshToken(one).equals(hashRefreshToken(two))).toBe(false);
});

test.each([
  ['with another session', (token: string) => token.replace(sessionUid, randomUUID())],
  ['cut short', (token: string) => token.slice(0, -1)],
  ['with more behind it', (token: string) => `${token}.x`],
  ['signed by another hub', () => makeRefreshToken(sessionUid, randomBytes(32))],
  ['empty', () => ''],
  ['of dots', () => '..'],
])('a token %s is nobody’s', (_, change) => {
  expect(readRefreshToken(change(makeRefreshToken(sessionUid, key)), key)).toBeNull();
});
