import { getAppointment } from '#shared/protocol/api/appointments.ts';
import { STAFF_ROLES } from '#shared/protocol/api/roles.ts';
import { defineRoute } from '#hub/http/route.ts';
import { readAppointmentRow } from './appointment-rows.queries.ts';
import { assertMayTouch } from './own-appointment.ts';

export const getAppointmentRoute = defineRoute(
  getAppointment,
  { roles: [...STAFF_ROLES, 'patient'] },
  async ({ input, actor, tx }) => {
    assertMayTouch(actor, input.id);
    return readAppointmentRow(tx, actor.locationId, input.id);
  },
);
