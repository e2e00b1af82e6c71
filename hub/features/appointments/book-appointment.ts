import { AppError } from '#shared/domain/errors.ts';
import type { Instant } from '#shared/domain/ports.ts';
import type { Transaction } from '#hub/db/client.ts';
import { appointments } from '#hub/db/schema/appointments.ts';
import { brokenConstraint } from '#hub/db/postgres-error.ts';
import type { BookableDoctor } from '#hub/features/availability/bookable-doctors.queries.ts';
import { chooseSeat } from './choose-seat.ts';
import { lockDoctorCalendars } from './doctor-calendar-lock.ts';
import { takeHold } from './hold-slot.ts';

export type NewAppointment = Pick<
  typeof appointments.$inferInsert,
  | 'uid'
  | 'appointmentType'
  | 'reasonForVisit'
  | 'symptoms'
  | 'specialRequirements'
  | 'urgencyLevel'
  | 'paymentAmount'
  | 'paymentMethod'
  | 'bookingSource'
> & {
  /** Or how to come by it: asked for only when the slot is certain, so that who comes too late leaves no record. */
  patientId: number | (() => Promise<number>);
  location: { id: number; timeZone: string };
  doctor: BookableDoctor;
  start: Instant;
  durationMinutes: number;
  /** A hold of the caller's on this very slot. */
  holdUid?: string;
};

export type BookedAppointment = typeof appointments.$inferSelect;

/**
 * Books a slot, or says who was faster: throws `appointment.slot_taken` with alternatives, `appointment.hold_expired`,
 * `appointment.hold_mismatch`. Two bookings can never overlap on one seat of a doctor: the calendar is locked while we
 * look, and the database refuses what got past it.
 */
export async function bookAppointment(
  tx: Transaction,
  now: Instant,
  booking: NewAppointment,
): Promise<BookedAppointment> {
  const { location, doctor, start, durationMinutes, holdUid, patientId, ...columns } = booking;
  const wanted = { location, doctor, start, durationMinutes, now };
  // Asked for at once and run in this order: nothing is looked at before the calendar is ours.
  const locked = lockDoctorCalendars(tx, [doctor.id]);
  if (holdUid !== undefined) await Promise.all([locked, takeHold(tx, holdUid, wanted)]);
  const [, seat] = await Promise.all([locked, chooseSeat(tx, wanted)]);
  const patient = typeof patientId === 'number' ? patientId : await patientId();
  const [booked] = await tx
    .insert(appointments)
    .values({
      ...columns,
      patientId: patient,
      locationId: location.id,
      doctorId: doctor.id,
      serviceId: doctor.serviceId,
      scheduledDate: start,
      durationMinutes,
      seat,
    })
    .returning()
    .catch(rethrowOverlap);
  return booked!;
}

/** The database's refusal in the words of the domain; the transaction is lost, so no alternatives can be looked for. */
export function rethrowOverlap(error: unknown): never {
  if (brokenConstraint(error) === 'appointments_no_overlap') {
    throw new AppError('appointment.slot_taken', { alternatives: [] }, { cause: error });
  }
  throw error;
}
