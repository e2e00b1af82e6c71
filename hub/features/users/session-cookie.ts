import type { RequestInfo } from '#hub/http/request-info.ts';

const NAME = 'anteroom_refresh';

export function readSessionCookie(request: RequestInfo): string | undefined {
  return request.cookie(NAME);
}

/** Out of reach of scripts, sent to `/api/auth` alone and never from another site's page. */
export function setSessionCookie(request: RequestInfo, token: string, lifetimeMs: number): void {
  writeCookie(request, token, Math.floor(lifetimeMs / 1000));
}

export function clearSessionCookie(request: RequestInfo): void {
  writeCookie(request, '', 0);
}

function writeCookie(request: RequestInfo, value: string, maxAge: number): void {
  // On a clinic's own network the hub may be plain HTTP, where a Secure cookie would never come back.
  request.setCookie(NAME, value, {
    path: '/api/auth',
    httpOnly: true,
    sameSite: 'strict',
    secure: request.secure,
    maxAge,
  });
}
