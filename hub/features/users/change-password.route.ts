import { eq } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import { changePassword } from '#shared/protocol/api/accounts.ts';
import { STAFF_ROLES } from '#shared/protocol/api/roles.ts';
import { users } from '#hub/db/schema/staff.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import { defineUntransactedRoute } from '#hub/http/route.ts';
import { deleteUserLinks } from './account-link.store.ts';
import { hashPassword, isPassword } from './password.ts';
import { endSessionsOf } from './sessions.store.ts';
import { saveUser } from './users.store.ts';

/** Who finds a desk unlocked must know the password to change it, and has no more tries than at signing in. */
export const changePasswordRoute = defineUntransactedRoute(
  changePassword,
  { roles: STAFF_ROLES },
  async ({ input, hub, request, actor, now }) => {
    await hub.limits.signIn.attempt(actor.userUid, 'change');
    const [user] = await hub.db.select().from(users).where(eq(users.id, actor.userId));
    if (!(await isPassword(input.current_password, user?.passwordHash ?? null))) {
      throw new AppError('auth.wrong_password');
    }
    await hub.limits.signIn.forgive(actor.userUid, 'change');
    const passwordHash = await hashPassword(input.new_password);
    const at = now();
    await hub.transact(async ({ tx }) => {
      await saveUser(tx, actor.userId, { passwordHash });
      await endSessionsOf(tx, actor.userId, 'password_changed', at, actor.sessionUid);
      await deleteUserLinks(tx, actor.userId);
      await recordAudit(tx, {
        locationId: actor.locationId,
        actor,
        at,
        action: changePassword.id,
        entity: 'user',
        entityUid: actor.userUid,
        requestId: request.id,
      });
    });
    return {};
  },
);
