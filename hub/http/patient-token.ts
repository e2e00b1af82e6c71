import { decodeJwt } from 'jose';
import { z } from 'zod';
import type { Instant } from '#shared/domain/ports.ts';
import type { PatientActor } from './actor.ts';
import { signOwnToken, verifyOwnToken, type TokenTimes } from './own-token.ts';

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
export async function signPatientToken(actor: PatientActor, key: Uint8Array, times: TokenTimes): Promise<string> {
  const { appointmentUid: sub, appointmentId: apt, locationId: loc, accessNumber: num } = actor;
  return signOwnToken({ sub, apt, loc, role: ROLE, num }, key, times);
}

/** Whether it claims to be one; `verifyPatientToken` says whether it is. */
export function isPatientToken(token: string): boolean {
  try {
    return decodeJwt(token)['role'] === ROLE;
  } catch {
    return false;
  }
}

/** Whose it is; whether that is still so, `assertNotWithdrawn` asks the appointment. Throws what `verifyOwnToken` throws. */
export async function verifyPatientToken(token: string, key: Uint8Array, now: Instant): Promise<PatientActor> {
  const claims = await verifyOwnToken(token, key, now, claimsSchema);
  return {
    kind: 'patient',
    role: ROLE,
    appointmentId: claims.apt,
    appointmentUid: claims.sub,
    locationId: claims.loc,
    accessNumber: claims.num,
  };
}
