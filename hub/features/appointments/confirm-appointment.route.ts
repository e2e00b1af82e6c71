import { confirmAppointment } from '#shared/protocol/api/appointments.ts';
import { STAFF_ROLES } from '#shared/protocol/api/roles.ts';
import { commandScope } from '#hub/http/command-scope.ts';
import { defineRoute } from '#hub/http/route.ts';
import { readAppointmentRow } from './appointment-rows.queries.ts';
import { lockAppointment, moveAppointment } from './move-appointment.ts';

export const confirmAppointmentRoute = defineRoute(
  confirmAppointment,
  { roles: STAFF_ROLES },
  async (context) => {
    const scope = commandScope(context);
    const { tx, locationId } = scope;
    await moveAppointment(scope, await lockAppointment(tx, locationId, context.input.id), 'confirm');
    return readAppointmentRow(tx, locationId, context.input.id);
  },
  { once: true },
);
