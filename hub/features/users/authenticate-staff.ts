import { and, eq, isNull } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import { sessions } from '#hub/db/schema/staff.ts';
import { verifyAccessToken } from '#hub/http/access-token.ts';
import type { StaffActor } from '#hub/http/actor.ts';
import type { Hub } from '#hub/hub.ts';

/**
 * Who holds this access token. Another role, another password or a closed account end the session, and with it every
 * token of it at once, on every hub process. Throws `auth.expired`, `auth.session_ended`, `auth.required`.
 */
export async function authenticateStaff(hub: Hub, token: string): Promise<StaffActor> {
  const actor = await verifyAccessToken(token, hub.keys.accessToken, hub.clock());
  const [session] = await hub.db
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.uid, actor.sessionUid), isNull(sessions.endedAt)));
  if (!session) throw new AppError('auth.session_ended');
  return actor;
}
