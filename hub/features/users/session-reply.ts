import { eq } from 'drizzle-orm';
import type { signIn } from '#shared/protocol/api/auth.ts';
import type { ContractReply } from '#shared/protocol/api/contract.ts';
import type { Instant } from '#shared/domain/ports.ts';
import type { Queryable } from '#hub/db/client.ts';
import { locations } from '#hub/db/schema/clinic.ts';
import { ACCESS_TOKEN_SECONDS, signAccessToken } from '#hub/http/access-token.ts';
import { toStaffActor, toStaffUser, type UserRow } from './staff-user.ts';

/** What whoever signs in, or renews, is given: who they are, where, and an access token for the next minutes. */
export async function sessionReply(
  db: Queryable,
  key: Uint8Array,
  session: { user: UserRow; sessionUid: string; now: Instant },
): Promise<ContractReply<typeof signIn>> {
  const { user, sessionUid, now } = session;
  const [location] = await db
    .select({ name: locations.name, time_zone: locations.timeZone, country: locations.country })
    .from(locations)
    .where(eq(locations.id, user.locationId));
  return {
    access_token: await signAccessToken(toStaffActor(user, sessionUid), key, now),
    expires_in_seconds: ACCESS_TOKEN_SECONDS,
    user: toStaffUser(user),
    location,
  };
}
