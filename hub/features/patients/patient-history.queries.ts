import { and, desc, eq, inArray } from 'drizzle-orm';
import { localize, type Language } from '#shared/domain/language.ts';
import type { PatientHistory } from '#shared/protocol/api/patients.ts';
import type { Queryable } from '#hub/db/client.ts';
import { appointments } from '#hub/db/schema/appointments.ts';
import { services } from '#hub/db/schema/clinic.ts';
import { queueManagement, visits } from '#hub/db/schema/queue.ts';
import { users } from '#hub/db/schema/staff.ts';

type Whose = { locationId: number; patientIds: number[]; language: Language; limit: number };

/** Newest first. */
export async function readVisits(
  db: Queryable,
  { locationId, patientIds, language, limit }: Whose,
): Promise<PatientHistory['visits']> {
  const rows = await db
    .select({ visit: visits, service: services.name, doctor: users.displayName, queue: queueManagement })
    .from(visits)
    .innerJoin(services, eq(services.id, visits.serviceId))
    .leftJoin(users, eq(users.id, visits.doctorId))
    .leftJoin(
      queueManagement,
      and(eq(queueManagement.locationId, visits.locationId), eq(queueManagement.visitId, visits.id)),
    )
    .where(and(eq(visits.locationId, locationId), inArray(visits.patientId, patientIds)))
    .orderBy(desc(visits.checkedInAt), desc(visits.id))
    .limit(limit);
  return rows.map(({ visit, service, doctor, queue }) => ({
    id: visit.id,
    uid: visit.uid,
    patient_id: visit.patientId,
    token_number: visit.tokenNumber,
    business_date: visit.businessDate,
    checked_in_at: new Date(visit.checkedInAt).toISOString(),
    service_id: visit.serviceId,
    service_name: localize(service, language),
    doctor_id: visit.doctorId,
    doctor_name: doctor && localize(doctor, language),
    reason_for_visit: visit.reasonForVisit,
    status: queue?.currentStatus ?? null,
    consultation_start_time: isoOrNull(queue?.consultationStartTime),
    consultation_end_time: isoOrNull(queue?.consultationEndTime),
  }));
}

/** Newest first. */
export async function readBookings(
  db: Queryable,
  { locationId, patientIds, language, limit }: Whose,
): Promise<PatientHistory['appointments']> {
  const rows = await db
    .select({ appointment: appointments, doctor: users.displayName })
    .from(appointments)
    .innerJoin(users, eq(users.id, appointments.doctorId))
    .where(and(eq(appointments.locationId, locationId), inArray(appointments.patientId, patientIds)))
    .orderBy(desc(appointments.scheduledDate), desc(appointments.id))
    .limit(limit);
  return rows.map(({ appointment, doctor }) => ({
    id: appointment.id,
    uid: appointment.uid,
    patient_id: appointment.patientId,
    appointment_number: appointment.appointmentNumber,
    status: appointment.status,
    scheduled_date: new Date(appointment.scheduledDate).toISOString(),
    duration_minutes: appointment.durationMinutes,
    doctor_id: appointment.doctorId,
    doctor_name: localize(doctor, language),
    reason_for_visit: appointment.reasonForVisit,
  }));
}

function isoOrNull(instant: number | null | undefined): string | null {
  return instant === null || instant === undefined ? null : new Date(instant).toISOString();
}
