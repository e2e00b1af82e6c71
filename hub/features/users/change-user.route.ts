import { changeUser as changeUserContract } from '#shared/protocol/api/users.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import { commandScope } from '#hub/http/command-scope.ts';
import { defineRoute } from '#hub/http/route.ts';
import { changeUser } from './change-user.ts';
import { toUserReply } from './user-row.ts';

export const changeUserRoute = defineRoute(
  changeUserContract,
  { roles: ['admin'] },
  async (context) => {
    const { id, email, display_name: displayName, role, active, service_id: serviceId } = context.input;
    const scope = commandScope(context);
    const user = await changeUser(scope, id, { email, displayName, role, active, serviceId });
    await recordAudit(scope.tx, {
      locationId: scope.locationId,
      actor: scope.actor,
      at: scope.now,
      action: changeUserContract.id,
      entity: 'user',
      entityUid: user.uid,
      requestId: scope.requestId,
      details: { fields: Object.keys(context.input).filter((field) => field !== 'id'), role, active },
    });
    return toUserReply(user);
  },
  { once: true },
);
