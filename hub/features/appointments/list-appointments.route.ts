import { and, eq, gte, inArray, isNotNull, lt, sql, type SQL } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import { instantOf } from '#shared/domain/schedule/day-windows.ts';
import { listAppointments } from '#shared/protocol/api/appointments.ts';
import { appointments } from '#hub/db/schema/appointments.ts';
import { patientFamily } from '#hub/features/patients/patient-family.queries.ts';
import { readLocation } from '#hub/features/queue/read-location.ts';
import { STAFF_ROLES } from '#shared/protocol/api/roles.ts';
import { defineRoute } from '#hub/http/route.ts';
import { readAppointmentRows } from './appointment-rows.queries.ts';

export const listAppointmentsRoute = defineRoute(
  listAppointments,
  { roles: STAFF_ROLES },
  async ({ input, actor, tx }) => {
    if (input.to < input.from) {
      throw new AppError('request.invalid', { issues: [{ path: 'query.to', problem: 'must not be before from' }] });
    }
    const { timeZone } = await readLocation(tx, actor.locationId);
    const family =
      input.patient_id === undefined ? undefined : await patientFamily(tx, actor.locationId, input.patient_id);
    // A page goes on after the row that the caller saw last, by time and then by id, as the rows are ordered.
    const isLater =
      input.after === undefined
        ? undefined
        : sql`(${appointments.scheduledDate}, ${appointments.id}) > (SELECT scheduled_date, id FROM appointments WHERE location_id = ${actor.locationId} AND id = ${input.after})`;
    return readAppointmentRows(
      tx,
      and(
        eq(appointments.locationId, actor.locationId),
        gte(appointments.scheduledDate, instantOf(input.from, '00:00', timeZone)),
        lt(appointments.scheduledDate, instantOf(input.to, '24:00', timeZone)),
        input.doctor_id === undefined ? undefined : eq(appointments.doctorId, input.doctor_id),
        family && inArray(appointments.patientId, family),
        input.status === undefined ? undefined : eq(appointments.status, input.status),
        input.needs_rebooking ? isToRebook() : undefined,
        isLater,
      ),
      input.limit,
    );
  },
);

/** Lost its slot, and is still to come. */
function isToRebook(): SQL | undefined {
  const { status, needsRebookingSince } = appointments;
  return and(isNotNull(needsRebookingSince), inArray(status, ['scheduled', 'confirmed', 'rescheduled']));
}
