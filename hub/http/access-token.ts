import { z } from 'zod';
import type { Instant } from '#shared/domain/ports.ts';
import type { StaffActor } from './actor.ts';
import { signOwnToken, verifyOwnToken } from './own-token.ts';

export const ACCESS_TOKEN_SECONDS = 600;

const claimsSchema = z.object({
  sub: z.uuid(),
  sid: z.uuid(),
  uid: z.int(),
  loc: z.int(),
  role: z.enum(['admin', 'manager', 'front_desk', 'doctor']),
});

/** Good for ten minutes at most, and only while its session lasts (`authenticateStaff`). */
export async function signAccessToken(actor: StaffActor, key: Uint8Array, now: Instant): Promise<string> {
  const { userUid: sub, sessionUid: sid, userId: uid, locationId: loc, role } = actor;
  return signOwnToken({ sub, sid, uid, loc, role }, key, { now, expiresAt: now + ACCESS_TOKEN_SECONDS * 1000 });
}

/** Throws what `verifyOwnToken` throws. */
export async function verifyAccessToken(token: string, key: Uint8Array, now: Instant): Promise<StaffActor> {
  const { role, ...claims } = await verifyOwnToken(token, key, now, claimsSchema);
  return {
    kind: 'staff',
    role,
    userId: claims.uid,
    userUid: claims.sub,
    locationId: claims.loc,
    sessionUid: claims.sid,
  };
}
