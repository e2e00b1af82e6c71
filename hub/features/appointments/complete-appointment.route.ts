import { completeAppointment } from '#shared/protocol/api/appointments.ts';
import { STAFF_ROLES } from '#shared/protocol/api/roles.ts';
import { commandScope } from '#hub/http/command-scope.ts';
import { defineRoute } from '#hub/http/route.ts';
import { readAppointmentRow } from './appointment-rows.queries.ts';
import { finishAppointment } from './finish-appointment.ts';

export const completeAppointmentRoute = defineRoute(
  completeAppointment,
  { roles: STAFF_ROLES },
  async (context) => {
    const scope = commandScope(context);
    await finishAppointment(scope, context.input.id, 'complete');
    return readAppointmentRow(scope.tx, scope.locationId, context.input.id);
  },
  { once: true },
);
