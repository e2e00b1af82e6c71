import { AppError } from '#shared/domain/errors.ts';
import { putDoctor } from '#hub/features/doctors/put-doctor.ts';
import { assertOwnService } from '#hub/features/services/services.store.ts';
import type { StaffRole } from '#hub/db/schema/staff.ts';
import type { CommandScope } from '#hub/http/command-scope.ts';
import { deleteUserLinks } from './account-link.store.ts';
import { endSessionsOf } from './sessions.store.ts';
import type { UserRow } from './staff-user.ts';
import { lockAdmins, lockUser, saveUser } from './users.store.ts';

export type UserChange = {
  email?: string;
  displayName?: UserRow['displayName'];
  role?: StaffRole;
  active?: boolean;
  serviceId?: number;
};

/**
 * Changes an account. Another role, another e-mail address or a closed account ends its sessions and its links. Throws
 * `user.not_found`, `user.last_admin`, `user.email_taken`, `user.service_needed`, `service.not_found`.
 */
export async function changeUser(scope: CommandScope, id: number, change: UserChange): Promise<UserRow> {
  const { tx, feed, locationId, now } = scope;
  const stepsDown = change.active === false || (change.role !== undefined && change.role !== 'admin');
  const admins = stepsDown ? await lockAdmins(tx, locationId) : [];
  const before = await lockUser(tx, locationId, id);
  const wasAdmin = before.role === 'admin' && before.active;
  if (stepsDown && wasAdmin && !admins.some((admin) => admin !== id)) throw new AppError('user.last_admin', { id });
  if (change.serviceId !== undefined) await assertOwnService(tx, locationId, change.serviceId);

  const role = change.role ?? before.role;
  if (role === 'doctor' && (change.serviceId ?? before.serviceId) === null) throw new AppError('user.service_needed');
  const user = await saveUser(tx, id, change);

  if (role !== before.role) await endSessionsOf(tx, id, 'role_changed', now);
  if (!user.active) await endSessionsOf(tx, id, 'user_inactive', now);
  if (user.email !== before.email) await endSessionsOf(tx, id, 'password_changed', now);
  if (!user.active || user.email !== before.email) await deleteUserLinks(tx, id);

  if (role === 'doctor') await putDoctor(tx, feed, user);
  else if (before.role === 'doctor') feed.remove(locationId, 'doctor', user.uid, user.rev);
  return user;
}
