import { and, eq, sql } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import { appointments, type UrgencyLevel } from '#hub/db/schema/appointments.ts';
import { DETAIL_FIELDS, TIME_FIELDS, type AppointmentFields } from './appointment-fields.ts';
import { auditAppointment, lockAppointment, type AppointmentScope } from './move-appointment.ts';
import { rescheduleAppointment } from './reschedule-appointment.ts';

type Change = { id: number; location: { id: number; timeZone: string }; fields: AppointmentFields; reason?: string };

/**
 * Takes over fields of an appointment: the time by moving it, with all that goes with that, and what is known of the visit
 * as it is said. Throws what `rescheduleAppointment` throws.
 */
export async function changeAppointment(scope: AppointmentScope, change: Change): Promise<void> {
  const { id, location, fields, reason } = change;
  if (TIME_FIELDS.some((field) => field in fields)) {
    const present = await lockAppointment(scope.tx, scope.locationId, id);
    const { scheduled_date: date, duration_minutes: minutes, doctor_id: doctor } = fields;
    await rescheduleAppointment(scope, {
      id,
      location,
      start: date ? Date.parse(date) : present.scheduledDate,
      ...(minutes ? { durationMinutes: Number(minutes) } : {}),
      ...(doctor ? { doctorId: Number(doctor) } : {}),
      reason,
    });
  }
  await changeDetails(scope, id, fields);
}

async function changeDetails(scope: AppointmentScope, id: number, fields: AppointmentFields): Promise<void> {
  const named = DETAIL_FIELDS.filter((field) => field in fields);
  if (named.length === 0) return;
  const { tx, locationId } = scope;
  const { reason_for_visit: reasonForVisit, symptoms, special_requirements: specialRequirements } = fields;
  const [changed] = await tx
    .update(appointments)
    .set({
      reasonForVisit,
      symptoms,
      specialRequirements,
      ...(fields.urgency_level ? { urgencyLevel: fields.urgency_level as UrgencyLevel } : {}),
      rev: sql`${appointments.rev} + 1`,
      updatedAt: sql`now()`,
    })
    .where(and(eq(appointments.locationId, locationId), eq(appointments.id, id)))
    .returning({ uid: appointments.uid });
  if (!changed) throw new AppError('appointment.not_found', { id });
  await auditAppointment(scope, 'change', changed.uid, { fields: named });
}
