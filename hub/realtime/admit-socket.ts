import { eq } from 'drizzle-orm';
import { decodeJwt } from 'jose';
import { AppError } from '#shared/domain/errors.ts';
import type { Instant } from '#shared/domain/ports.ts';
import type { Stream } from '#shared/protocol/entities.ts';
import { socketAuthSchema, type SocketAuth } from '#shared/protocol/events.ts';
import { locations } from '#hub/db/schema/clinic.ts';
import type { KnownActor } from '#hub/http/actor.ts';
import { readActor } from '#hub/http/authenticate.ts';
import type { Hub } from '#hub/hub.ts';

export type Admission = {
  actor: KnownActor;
  locationUid: string;
  streams: Stream[];
  /** When the access token ends; null for devices, which are welcome until they are revoked. */
  expiresAt: Instant | null;
};

/** Who connects, from the handshake. Throws `auth.…` as the API does. */
export async function admitSocket(hub: Hub, handshake: unknown): Promise<Admission> {
  const auth = socketAuthSchema.safeParse(handshake);
  if (!auth.success) throw new AppError('auth.required');
  return admitAuthorization(hub, authorizationOf(auth.data));
}

/** The same from the text of an Authorization header. */
export async function admitAuthorization(hub: Hub, authorization: string): Promise<Admission> {
  const actor = await readActor(hub, authorization);
  const [location] = await hub.db
    .select({ uid: locations.uid })
    .from(locations)
    .where(eq(locations.id, actor.locationId));
  if (!location) throw new AppError('auth.required');
  return {
    actor,
    locationUid: location.uid,
    // A display may read only this one, so it is told of no other.
    streams: actor.role === 'display' ? ['queue'] : ['queue', 'clinic'],
    expiresAt: actor.kind === 'staff' ? expiryOf(authorization.replace(/^\w+ +/u, '')) : null,
  };
}

function authorizationOf(auth: SocketAuth): string {
  return 'accessToken' in auth ? `Bearer ${auth.accessToken}` : `Device ${auth.deviceUid}:${auth.deviceKey}`;
}

/** The token was verified before. */
function expiryOf(accessToken: string): Instant {
  return (decodeJwt(accessToken).exp ?? 0) * 1000;
}
