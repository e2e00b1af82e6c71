import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { parseCookie, stringifySetCookie } from 'cookie';
import { isSameSecret } from './is-same-secret.ts';

/**
 * Who may talk to the browser host. Any page of any site can send requests to 127.0.0.1, and a name that resolves to
 * 127.0.0.1 makes them same-origin (DNS rebinding). So the Host must be the exact address, an Origin must be ours, and
 * the cookie must hold this boot's secret, which only the start address gives.
 */
export type PageAccess = {
  /** `http://127.0.0.1:3100` */
  origin: string;
  /** What a person opens: the origin with this boot's token. */
  startUrl: string;
  isOurHost(request: IncomingMessage): boolean;
  /** Absent counts as ours: browsers leave it out of same-origin page loads, and never out of cross-site writes. */
  isOurOrigin(request: IncomingMessage): boolean;
  isStartToken(token: string): boolean;
  hasCookie(request: IncomingMessage): boolean;
  setCookieHeader(): string;
};

export function grantPageAccess(name: string, port: number): PageAccess {
  const host = `127.0.0.1:${port}`;
  const origin = `http://${host}`;
  const token = randomBytes(32).toString('base64url');
  const cookieSecret = randomBytes(32).toString('base64url');
  // Cookies know no ports: kiosk and display on one machine would overwrite each other's.
  const cookieName = `anteroom_${name}_${port}`;
  return {
    origin,
    startUrl: `${origin}/?token=${token}`,
    isOurHost: (request) => request.headers.host === host,
    isOurOrigin: (request) => request.headers.origin === undefined || request.headers.origin === origin,
    isStartToken: (given) => isSameSecret(given, token),
    hasCookie: (request) => isSameSecret(parseCookie(request.headers.cookie ?? '')[cookieName] ?? '', cookieSecret),
    setCookieHeader: () =>
      stringifySetCookie({ name: cookieName, value: cookieSecret, httpOnly: true, sameSite: 'strict', path: '/' }),
  };
}
