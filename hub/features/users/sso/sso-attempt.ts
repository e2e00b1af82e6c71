import { EncryptJWT, jwtDecrypt } from 'jose';
import { z } from 'zod';
import type { Instant } from '#shared/domain/ports.ts';
import type { RequestInfo } from '#hub/http/request-info.ts';

const NAME = 'anteroom_sso';
const LIFETIME_SECONDS = 600;

const attemptSchema = z.object({ state: z.string(), nonce: z.string(), codeVerifier: z.string() });
/** What ties the way back from the identity provider to the browser and the moment it was sent there. */
export type SsoAttempt = z.infer<typeof attemptSchema>;

/**
 * Kept by the browser, sealed: the hub that hears the answer need not be the one that asked. Lax, not strict: the provider's
 * page sends the browser back here, and the cookie must come with it.
 */
export async function keepAttempt(
  request: RequestInfo,
  attempt: SsoAttempt,
  key: Uint8Array,
  now: Instant,
): Promise<void> {
  const seconds = Math.floor(now / 1000);
  const sealed = await new EncryptJWT(attempt)
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + LIFETIME_SECONDS)
    .encrypt(key);
  writeCookie(request, sealed, LIFETIME_SECONDS);
}

/** Once: whatever comes of it, the cookie is gone. Null when there is none, or it is too old or not ours. */
export async function takeAttempt(request: RequestInfo, key: Uint8Array, now: Instant): Promise<SsoAttempt | null> {
  const sealed = request.cookie(NAME);
  if (!sealed) return null;
  writeCookie(request, '', 0);
  try {
    const options = { currentDate: new Date(now), requiredClaims: ['exp'], keyManagementAlgorithms: ['dir'] };
    const { payload } = await jwtDecrypt(sealed, key, options);
    return attemptSchema.parse(payload);
  } catch {
    return null;
  }
}

function writeCookie(request: RequestInfo, value: string, maxAge: number): void {
  const place = { path: '/api/auth/sso', httpOnly: true, sameSite: 'lax', secure: request.secure } as const;
  request.setCookie(NAME, value, { ...place, maxAge });
}
