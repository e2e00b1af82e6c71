import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { RequestInfo } from '#hub/http/request-info.ts';

/**
 * A browser that someone signed in with remembers that it did. Wrong passwords are counted apart for it, so that nobody
 * who guesses from elsewhere in the house, behind the same address, can lock it out. It opens nothing by itself.
 * Source: OWASP, "Slow Down Online Guessing Attacks with Device Cookies".
 */
const NAME = 'anteroom_known';
const YEAR_SECONDS = 365 * 24 * 3600;
/** A shared desk is used by a few. */
const MOST_ACCOUNTS = 8;

/** What stands for this browser in the count of this account's wrong passwords; null when it is a stranger. */
export function readKnownBrowser(request: RequestInfo, account: string, key: Uint8Array): string | null {
  return entriesOf(request).find((entry) => isEntryOf(entry, account, key)) ?? null;
}

export function rememberBrowser(request: RequestInfo, account: string, key: Uint8Array): void {
  const others = entriesOf(request).filter((entry) => !isEntryOf(entry, account, key));
  const nonce = randomBytes(12).toString('base64url');
  const entries = [`${nonce}.${macOf(account, nonce, key)}`, ...others].slice(0, MOST_ACCOUNTS);
  request.setCookie(NAME, entries.join('~'), {
    path: '/api/auth',
    httpOnly: true,
    sameSite: 'strict',
    secure: request.secure,
    maxAge: YEAR_SECONDS,
  });
}

function entriesOf(request: RequestInfo): string[] {
  return (request.cookie(NAME) ?? '')
    .split('~')
    .filter((entry) => entry !== '')
    .slice(0, MOST_ACCOUNTS);
}

function isEntryOf(entry: string, account: string, key: Uint8Array): boolean {
  const [nonce = '', mac = ''] = entry.split('.', 2);
  const [given, expected] = [Buffer.from(mac), Buffer.from(macOf(account, nonce, key))];
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function macOf(account: string, nonce: string, key: Uint8Array): string {
  return createHmac('sha256', key)
    .update(JSON.stringify([account, nonce]))
    .digest('base64url');
}
