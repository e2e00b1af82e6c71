import { decodeJwt, jwtVerify, SignJWT, errors } from 'jose';
import { z } from 'zod';
import { AppError } from '#shared/domain/errors.ts';
import type { Instant } from '#shared/domain/ports.ts';
import type { PatientActor } from './actor.ts';

const ISSUER = 'anteroom';
const ROLE = 'patient';

const claimsSchema = z.object({
  sub: z.uuid(),
  apt: z.int(),
  loc: z.int(),
  role: z.literal(ROLE),
  /** The appointment's `accessNumber` when the token was made. */
  num: z.int().default(0),
});

/**
 * What whoever booked an appointment holds of it, instead of an account: good for that appointment alone, until
 * `expiresAt`. It says nothing about the person.
 */
export async function signPatientToken(
  actor: PatientActor,
  key: Uint8Array,
  times: { now: Instant; expiresAt: Instant },
): Promise<string> {
  const { appointmentId: apt, locationId: loc, accessNumber: num } = actor;
  return new SignJWT({ apt, loc, role: ROLE, num })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(ISSUER)
    .setSubject(actor.appointmentUid)
    .setIssuedAt(Math.floor(times.now / 1000))
    .setExpirationTime(Math.floor(times.expiresAt / 1000))
    .sign(key);
}

/** Whether it claims to be one; `verifyPatientToken` says whether it is. */
export function isPatientToken(token: string): boolean {
  try {
    return decodeJwt(token)['role'] === ROLE;
  } catch {
    return false;
  }
}

/**
 * Whose it is; whether that is still so, `assertNotWithdrawn` asks the appointment. Throws `auth.expired` for a token of ours that is past its time, `auth.required` for anything else that is not good.
 */
export async function verifyPatientToken(token: string, key: Uint8Array, now: Instant): Promise<PatientActor> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['HS256'],
      issuer: ISSUER,
      currentDate: new Date(now),
      requiredClaims: ['exp'],
    });
    const claims = claimsSchema.parse(payload);
    return {
      kind: 'patient',
      role: ROLE,
      appointmentId: claims.apt,
      appointmentUid: claims.sub,
      locationId: claims.loc,
      accessNumber: claims.num,
    };
  } catch (cause) {
    throw new AppError(cause instanceof errors.JWTExpired ? 'auth.expired' : 'auth.required', {}, { cause });
  }
}
