import { jwtVerify, SignJWT, errors } from 'jose';
import { z } from 'zod';
import { AppError } from '#shared/domain/errors.ts';
import type { Instant } from '#shared/domain/ports.ts';
import type { StaffActor } from './actor.ts';

export const ACCESS_TOKEN_SECONDS = 600;
const ISSUER = 'anteroom';

const claimsSchema = z.object({
  sub: z.uuid(),
  sid: z.uuid(),
  uid: z.int(),
  loc: z.int(),
  role: z.enum(['admin', 'manager', 'front_desk', 'doctor']),
});

/** Good for ten minutes at most, and only while its session lasts (`authenticateStaff`). */
export async function signAccessToken(actor: StaffActor, key: Uint8Array, now: Instant): Promise<string> {
  const issuedAt = Math.floor(now / 1000);
  return new SignJWT({ sid: actor.sessionUid, uid: actor.userId, loc: actor.locationId, role: actor.role })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(ISSUER)
    .setSubject(actor.userUid)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + ACCESS_TOKEN_SECONDS)
    .sign(key);
}

/** Throws `auth.expired` for a token of ours that is past its time, `auth.required` for anything else that is not good. */
export async function verifyAccessToken(token: string, key: Uint8Array, now: Instant): Promise<StaffActor> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['HS256'],
      issuer: ISSUER,
      currentDate: new Date(now),
      requiredClaims: ['exp'],
    });
    const claims = claimsSchema.parse(payload);
    return {
      kind: 'staff',
      role: claims.role,
      userId: claims.uid,
      userUid: claims.sub,
      locationId: claims.loc,
      sessionUid: claims.sid,
    };
  } catch (cause) {
    throw new AppError(cause instanceof errors.JWTExpired ? 'auth.expired' : 'auth.required', {}, { cause });
  }
}
