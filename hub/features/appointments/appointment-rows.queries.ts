import { and, asc, eq, type SQL } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import { localize, type Language } from '#shared/domain/language.ts';
import type { AppointmentRow } from '#shared/protocol/api/appointments.ts';
import type { Queryable } from '#hub/db/client.ts';
import { appointments } from '#hub/db/schema/appointments.ts';
import { locations } from '#hub/db/schema/clinic.ts';
import { patients } from '#hub/db/schema/patients.ts';
import { users } from '#hub/db/schema/staff.ts';

/** Appointments as the API gives them, in order of time. */
export async function readAppointmentRows(
  db: Queryable,
  where: SQL | undefined,
  limit: number,
): Promise<AppointmentRow[]> {
  const rows = await db
    .select({
      appointment: appointments,
      firstName: patients.firstName,
      lastName: patients.lastName,
      doctorName: users.displayName,
      language: locations.language,
    })
    .from(appointments)
    .innerJoin(patients, eq(patients.id, appointments.patientId))
    .innerJoin(users, eq(users.id, appointments.doctorId))
    .innerJoin(locations, eq(locations.id, appointments.locationId))
    .where(where)
    .orderBy(asc(appointments.scheduledDate), asc(appointments.id))
    .limit(limit);
  return rows.map(appointmentRow);
}

/** Throws `appointment.not_found`, also for another location's. */
export async function readAppointmentRow(db: Queryable, locationId: number, id: number): Promise<AppointmentRow> {
  const [row] = await readAppointmentRows(db, and(eq(appointments.locationId, locationId), eq(appointments.id, id)), 1);
  if (!row) throw new AppError('appointment.not_found', { id });
  return row;
}

type Joined = {
  appointment: typeof appointments.$inferSelect;
  firstName: string;
  lastName: string;
  doctorName: (typeof users.$inferSelect)['displayName'];
  language: Language;
};

function appointmentRow({ appointment, firstName, lastName, doctorName, language }: Joined): AppointmentRow {
  return {
    id: appointment.id,
    uid: appointment.uid,
    appointment_number: appointment.appointmentNumber,
    status: appointment.status,
    appointment_type: appointment.appointmentType,
    patient_id: appointment.patientId,
    patient_name: `${firstName} ${lastName}`,
    doctor_id: appointment.doctorId,
    doctor_name: localize(doctorName, language),
    service_id: appointment.serviceId,
    scheduled_date: new Date(appointment.scheduledDate).toISOString(),
    duration_minutes: appointment.durationMinutes,
    urgency_level: appointment.urgencyLevel,
    reason_for_visit: appointment.reasonForVisit,
    symptoms: appointment.symptoms,
    special_requirements: appointment.specialRequirements,
    payment_status: appointment.paymentStatus,
    payment_amount: appointment.paymentAmount === null ? null : Number(appointment.paymentAmount),
    payment_method: appointment.paymentMethod,
    booking_source: appointment.bookingSource,
    change_reason: appointment.changeReason,
    queue_token: appointment.queueToken,
    needs_rebooking: appointment.needsRebookingSince !== null,
    confirmation_sent: appointment.confirmationSent,
    reminder_sent: appointment.reminderSent,
  };
}
