import { checkInAppointment as checkInContract } from '#shared/protocol/api/appointments.ts';
import { commandScope } from '#hub/http/command-scope.ts';
import { STAFF_ROLES } from '#shared/protocol/api/roles.ts';
import { defineRoute } from '#hub/http/route.ts';
import { readAppointmentRow } from './appointment-rows.queries.ts';
import { checkInAppointment } from './check-in-appointment.ts';

export const checkInAppointmentRoute = defineRoute(
  checkInContract,
  { roles: STAFF_ROLES },
  async (context) => {
    const scope = commandScope(context);
    const { queueId, tokenNumber } = await checkInAppointment(scope, context.hub.ids, context.input.id);
    const appointment = await readAppointmentRow(scope.tx, scope.locationId, context.input.id);
    return { appointment, queue_id: queueId, token_number: tokenNumber };
  },
  { once: true },
);
