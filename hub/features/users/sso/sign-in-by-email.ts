import { eq } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import { users } from '#hub/db/schema/staff.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import { startSession } from '#hub/features/users/start-session.ts';
import { toStaffActor } from '#hub/features/users/staff-user.ts';
import type { RequestInfo } from '#hub/http/request-info.ts';
import type { Hub } from '#hub/hub.ts';

/** For someone whom the identity provider vouches for. Throws `auth.sso_unknown` without an active account: none is made. */
export async function signInByEmail(hub: Hub, request: RequestInfo, email: string): Promise<void> {
  const now = hub.clock();
  await hub.transact(async ({ tx }) => {
    const [user] = await tx.select().from(users).where(eq(users.email, email.toLowerCase()));
    if (!user?.active) throw new AppError('auth.sso_unknown');
    await startSession({ hub, request, now }, tx, user);
    await recordAudit(tx, {
      locationId: user.locationId,
      actor: toStaffActor(user, hub.ids()),
      at: now,
      action: 'auth.sso',
      entity: 'user',
      entityUid: user.uid,
      requestId: request.id,
    });
  });
}
