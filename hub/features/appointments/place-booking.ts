import { AppError } from '#shared/domain/errors.ts';
import type { Ids, Instant } from '#shared/domain/ports.ts';
import type { AppointmentStatus } from '#shared/domain/appointment.ts';
import type { bookAppointment as contract } from '#shared/protocol/api/appointments.ts';
import type { Transaction } from '#hub/db/client.ts';
import type { locations } from '#hub/db/schema/clinic.ts';
import type { BookableDoctor } from '#hub/features/availability/bookable-doctors.queries.ts';
import { findPatient } from '#hub/features/patients/patient-rows.queries.ts';
import { recognisePatient } from '#hub/features/patients/recognise-patient.ts';
import { scheduleReminders } from '#hub/features/reminders/keep-reminders.ts';
import { readSettingsOf } from '#hub/features/settings/settings.store.ts';
import type { OfferedMethod } from '#shared/domain/settings/payment-settings.ts';
import type { Actor } from '#hub/http/actor.ts';
import type { RouteInput } from '#hub/http/route.ts';
import { bookAppointment, type BookedAppointment } from './book-appointment.ts';
import { assertInBookingWindow, assertMethodOffered } from './booking-rules.ts';
import { chooseDuration } from './choose-duration.ts';
import { patientOfAppointment } from './patient-access.ts';
import { auditAppointment } from './move-appointment.ts';

type Scope = { tx: Transaction; now: Instant; actor: Actor | null; requestId: string | null; ids: Ids };
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
  duration_minutes: number;
  payment_methods: OfferedMethod[];
};

/**
 * The patient, the appointment, its reminders and the trace of it all. Throws what `bookAppointment` throws, what the
 * clinic's rules of booking throw (booking-rules.ts), `patient.not_found`, and `patient.merged` for a record that was
 * joined to another.
 */
export async function placeBooking(scope: Scope, booking: Booking): Promise<Placed> {
  const { tx, now, ids } = scope;
  const { doctor, location, input } = booking;
  const { appointments: rules, payments } = await readSettingsOf(tx, location.id, ['appointments', 'payments']);
  const paymentMethods = assertMethodOffered(input.payment_method, payments);
  const start = Date.parse(input.scheduled_date);
  const isPatient = isOnline(scope.actor);
  if (isPatient) assertInBookingWindow(rules, { start, now, timeZone: location.timeZone });
  const wanted = { location, doctor, start, durationMinutes: input.duration_minutes, now, exceptHold: input.hold_uid };
  const booked = await bookAppointment(tx, now, {
    ...columnsOf(booking, scope.actor),
    uid: ids(),
    patientId: async () => patientOf(scope, location, input),
    location,
    doctor,
    start,
    durationMinutes: await chooseDuration(tx, wanted, rules, { isPatient }),
    holdUid: input.hold_uid,
  });
  await Promise.all([noteBooking(scope, booked), scheduleReminders(tx, booked, now)]);
  return {
    id: booked.id,
    uid: booked.uid,
    location_id: location.id,
    appointment_number: booked.appointmentNumber,
    status: booked.status,
    scheduled_date: new Date(booked.scheduledDate).toISOString(),
    duration_minutes: booked.durationMinutes,
    payment_methods: paymentMethods,
  };
}

/** The clinic's rules for patients are not for staff, nor for its own machines. */
export function isOnline(actor: Actor | null): boolean {
  return actor === null || actor.kind === 'patient';
}

/** What a booking says beside who, when and with whom. */
export function columnsOf({ input }: Pick<Booking, 'input'>, actor: Actor | null) {
  return {
    appointmentType: input.appointment_type,
    reasonForVisit: input.reason_for_visit || null,
    symptoms: input.symptoms || null,
    specialRequirements: input.special_requirements || null,
    urgencyLevel: input.urgency_level,
    paymentAmount: input.payment_amount ?? null,
    paymentMethod: input.payment_method,
    bookingSource: isOnline(actor) ? 'online' : actor?.kind === 'device' ? 'kiosk' : 'desk',
  };
}

/** Who booked without signing in is, from here on, the patient of this appointment. */
export async function noteBooking({ tx, now, actor, requestId }: Scope, booked: BookedAppointment): Promise<void> {
  const { uid, locationId } = booked;
  const scope = { tx, now, requestId, locationId, actor: actor ?? patientOfAppointment(booked) };
  await auditAppointment(scope, 'book', uid, {
    to: booked.status,
    doctor_id: booked.doctorId,
    patient_id: booked.patientId,
    time: new Date(booked.scheduledDate).toISOString(),
  });
}

/** Someone on record, or someone who says who they are. */
export async function patientOf(
  { tx, ids }: Pick<Scope, 'tx' | 'ids'>,
  location: Booking['location'],
  input: Booking['input'],
): Promise<number> {
  if (input.patient_id !== undefined) {
    const patient = await findPatient(tx, location.id, input.patient_id);
    if (patient.mergedIntoId === null) return patient.id;
    throw new AppError('patient.merged', { id: patient.id, merged_into_id: patient.mergedIntoId });
  }
  // The contract has one or the other.
  return recognisePatient(tx, { location, details: input.patient_details!, ids });
}
