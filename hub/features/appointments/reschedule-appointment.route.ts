import { rescheduleAppointment as rescheduleContract } from '#shared/protocol/api/appointments.ts';
import { STAFF_ROLES } from '#shared/protocol/api/roles.ts';
import { readLocation } from '#hub/features/queue/read-location.ts';
import { commandScope } from '#hub/http/command-scope.ts';
import { defineRoute } from '#hub/http/route.ts';
import { readAppointmentRow } from './appointment-rows.queries.ts';
import { assertMayTouch } from './own-appointment.ts';
import { rescheduleAppointment } from './reschedule-appointment.ts';

export const rescheduleAppointmentRoute = defineRoute(
  rescheduleContract,
  { roles: [...STAFF_ROLES, 'patient'] },
  async (context) => {
    const { input, actor } = context;
    assertMayTouch(actor, input.id);
    const scope = commandScope(context);
    const { tx, locationId } = scope;
    await rescheduleAppointment(scope, {
      id: input.id,
      location: await readLocation(tx, locationId),
      start: Date.parse(input.scheduled_date),
      durationMinutes: input.duration_minutes,
      doctorId: input.doctor_id,
      reason: input.reason,
    });
    return readAppointmentRow(tx, locationId, input.id);
  },
  { once: true },
);
