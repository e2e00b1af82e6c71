import type { UserRow as UserReply } from '#shared/protocol/api/users.ts';
import type { UserRow } from './staff-user.ts';

/** A user as those see them who manage accounts. */
export function toUserReply(user: UserRow): UserReply {
  const { id, uid, email, displayName, role, active, passwordHash } = user;
  return { id, uid, email, display_name: displayName, role, active, can_sign_in: active && passwordHash !== null };
}
