import { AppError } from '#shared/domain/errors.ts';
import type { Ids, Instant } from '#shared/domain/ports.ts';
import type { AppointmentStatus } from '#shared/domain/appointment.ts';
import type { bookAppointment as contract } from '#shared/protocol/api/appointments.ts';
import type { Transaction } from '#hub/db/client.ts';
import type { locations } from '#hub/db/schema/clinic.ts';
import type { BookableDoctor } from '#hub/features/availability/bookable-doctors.queries.ts';
import { findPatient } from '#hub/features/patients/patient-rows.queries.ts';
import { recognisePatient } from '#hub/features/patients/recognise-patient.ts';
import type { StaffActor } from '#hub/http/actor.ts';
import type { RouteInput } from '#hub/http/route.ts';
import { bookAppointment } from './book-appointment.ts';
import { auditAppointment } from './move-appointment.ts';

type Scope = { tx: Transaction; now: Instant; actor: StaffActor | null; requestId: string; ids: Ids };
type Booking = {
  doctor: BookableDoctor;
  location: typeof locations.$inferSelect;
  input: RouteInput<typeof contract>;
};
type Placed = {
  id: number;
  uid: string;
  location_id: number;
  appointment_number: string;
  status: AppointmentStatus;
  scheduled_date: string;
};

/**
 * The patient, the appointment and the trace of both. Throws what `bookAppointment` throws, `patient.not_found`, and
 * `patient.merged` for a record that was joined to another.
 */
export async function placeBooking(scope: Scope, { doctor, location, input }: Booking): Promise<Placed> {
  const { tx, now, ids } = scope;
  const booked = await bookAppointment(tx, now, {
    uid: ids(),
    patientId: async () => patientOf(scope, location, input),
    location,
    doctor,
    start: Date.parse(input.scheduled_date),
    durationMinutes: input.duration_minutes,
    holdUid: input.hold_uid,
    appointmentType: input.appointment_type,
    reasonForVisit: input.reason_for_visit || null,
    symptoms: input.symptoms || null,
    specialRequirements: input.special_requirements || null,
    urgencyLevel: input.urgency_level,
    paymentAmount: input.payment_amount ?? null,
    paymentMethod: input.payment_method,
    bookingSource: scope.actor ? 'desk' : 'online',
  });
  const { id, uid } = booked;
  const self = { kind: 'patient', role: 'patient', appointmentId: id, appointmentUid: uid } as const;
  const actor = scope.actor ?? { ...self, locationId: location.id };
  await auditAppointment({ ...scope, actor, locationId: location.id }, 'book', uid, {
    to: booked.status,
    doctor_id: doctor.id,
    patient_id: booked.patientId,
    time: new Date(booked.scheduledDate).toISOString(),
  });
  return {
    id,
    uid,
    location_id: location.id,
    appointment_number: booked.appointmentNumber,
    status: booked.status,
    scheduled_date: new Date(booked.scheduledDate).toISOString(),
  };
}

async function patientOf({ tx, ids }: Scope, location: Booking['location'], input: Booking['input']): Promise<number> {
  if (input.patient_id !== undefined) {
    const patient = await findPatient(tx, location.id, input.patient_id);
    if (patient.mergedIntoId === null) return patient.id;
    throw new AppError('patient.merged', { id: patient.id, merged_into_id: patient.mergedIntoId });
  }
  // The contract has one or the other.
  return recognisePatient(tx, { location, details: input.patient_details!, ids });
}
