import { localize } from '#shared/domain/language.ts';
import type { StaffUser } from '#shared/protocol/api/auth.ts';
import type { users } from '#hub/db/schema/staff.ts';
import type { StaffActor } from '#hub/http/actor.ts';

export type UserRow = typeof users.$inferSelect;

/** A user as the API shows them to themselves. */
export function toStaffUser(user: UserRow): StaffUser {
  return {
    id: user.id,
    uid: user.uid,
    email: user.email ?? '',
    display_name: localize(user.displayName, 'en'),
    role: user.role,
    location_id: user.locationId,
    doctor_id: user.role === 'doctor' ? user.id : null,
  };
}

export function toStaffActor(user: UserRow, sessionUid: string): StaffActor {
  return {
    kind: 'staff',
    role: user.role,
    userId: user.id,
    userUid: user.uid,
    locationId: user.locationId,
    sessionUid,
  };
}
