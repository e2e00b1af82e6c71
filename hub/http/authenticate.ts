import { AppError } from '#shared/domain/errors.ts';
import type { Hub } from '#hub/hub.ts';
import { authenticateDevice } from '#hub/features/devices/authenticate-device.ts';
import { verifyAccessToken } from './access-token.ts';
import type { Access, Actor } from './actor.ts';

/** Who calls, from the Authorization header; null on public routes. Throws `auth.…` when they may not. */
export async function authenticate(hub: Hub, access: Access, authorization: string | undefined): Promise<Actor | null> {
  if (access === 'public') return null;
  const actor = await readActor(hub, authorization);
  if (!access.roles.includes(actor.role)) throw new AppError('auth.forbidden', { role: actor.role });
  return actor;
}

/** `Bearer <access token>` of staff, or `Device <deviceUid>:<deviceKey>`. */
export async function readActor(hub: Hub, authorization: string | undefined): Promise<Actor> {
  const [, scheme, credentials] = /^(\w+) +(\S+)$/u.exec(authorization ?? '') ?? [];
  switch (scheme?.toLowerCase()) {
    case 'bearer':
      return verifyAccessToken(credentials ?? '', hub.keys.accessToken, hub.clock());
    case 'device':
      return authenticateDevice(hub, credentials ?? '');
    default:
      throw new AppError('auth.required');
  }
}
