import { listUsers } from '#shared/protocol/api/users.ts';
import { defineRoute } from '#hub/http/route.ts';
import { toUserReply } from './user-row.ts';
import { listStaff } from './users.store.ts';

export const listUsersRoute = defineRoute(listUsers, { roles: ['admin', 'manager'] }, async ({ tx, actor }) => {
  const staff = await listStaff(tx, actor.locationId);
  return staff.map(toUserReply);
});
