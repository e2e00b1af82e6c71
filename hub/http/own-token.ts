import { errors, jwtVerify, SignJWT, type JWTPayload } from 'jose';
import type { z } from 'zod';
import { AppError } from '#shared/domain/errors.ts';
import type { Instant } from '#shared/domain/ports.ts';

const ISSUER = 'anteroom';
const ALGORITHM = 'HS256';

export type TokenTimes = { now: Instant; expiresAt: Instant };

/** A token of this hub: a JWT that its own key signs. `claims` can be read by whoever holds it, so they name no person. */
export async function signOwnToken(
  claims: JWTPayload & { sub: string },
  key: Uint8Array,
  { now, expiresAt }: TokenTimes,
): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: ALGORITHM })
    .setIssuer(ISSUER)
    .setIssuedAt(Math.floor(now / 1000))
    .setExpirationTime(Math.floor(expiresAt / 1000))
    .sign(key);
}

/** Throws `auth.expired` for a token of ours that is past its time, `auth.required` for anything else that is not good. */
export async function verifyOwnToken<Claims extends z.ZodType>(
  token: string,
  key: Uint8Array,
  now: Instant,
  claims: Claims,
): Promise<z.output<Claims>> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: [ALGORITHM],
      issuer: ISSUER,
      currentDate: new Date(now),
      requiredClaims: ['exp'],
    });
    return claims.parse(payload);
  } catch (cause) {
    throw new AppError(cause instanceof errors.JWTExpired ? 'auth.expired' : 'auth.required', {}, { cause });
  }
}
