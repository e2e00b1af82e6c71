import { cancelAppointment as cancelContract } from '#shared/protocol/api/appointments.ts';
import { STAFF_ROLES } from '#shared/protocol/api/roles.ts';
import { commandScope } from '#hub/http/command-scope.ts';
import { defineRoute } from '#hub/http/route.ts';
import { readAppointmentRow } from './appointment-rows.queries.ts';
import { cancelAppointment } from './finish-appointment.ts';
import { assertMayTouch } from './own-appointment.ts';

export const cancelAppointmentRoute = defineRoute(
  cancelContract,
  { roles: [...STAFF_ROLES, 'patient'] },
  async (context) => {
    assertMayTouch(context.actor, context.input.id);
    const scope = commandScope(context);
    await cancelAppointment(scope, context.input.id, context.input.reason);
    return readAppointmentRow(scope.tx, scope.locationId, context.input.id);
  },
  { once: true },
);
