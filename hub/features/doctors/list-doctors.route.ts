import { and, asc, eq } from 'drizzle-orm';
import { listDoctors } from '#shared/protocol/api/directory.ts';
import { STAFF_ROLES } from '#shared/protocol/api/roles.ts';
import { users } from '#hub/db/schema/staff.ts';
import { defineRoute } from '#hub/http/route.ts';
import { toDoctorReply } from './doctor-row.ts';

export const listDoctorsRoute = defineRoute(listDoctors, { roles: STAFF_ROLES }, async ({ tx, actor }) => {
  const rows = await tx
    .select()
    .from(users)
    .where(and(eq(users.locationId, actor.locationId), eq(users.role, 'doctor')))
    .orderBy(asc(users.position), asc(users.id));
  return rows.map(toDoctorReply);
});
