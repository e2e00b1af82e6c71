import { AppError } from '#shared/domain/errors.ts';
import type { Instant } from '#shared/domain/ports.ts';
import { bookableDoctors } from '#hub/features/availability/bookable-doctors.queries.ts';
import { rethrowOverlap } from './book-appointment.ts';
import { chooseSeat } from './choose-seat.ts';
import { lockDoctorCalendars } from './doctor-calendar-lock.ts';
import { lockAppointment, moveAppointment, type AppointmentScope } from './move-appointment.ts';

export type NewTime = {
  id: number;
  location: { id: number; timeZone: string };
  start: Instant;
  durationMinutes?: number;
  doctorId?: number;
  reason?: string | undefined;
};

/**
 * Moves an appointment to another slot, under the same number. The old slot is given back in the same statement that
 * takes the new one, so nobody can end up with neither. Throws `appointment.not_found`, `doctor.not_found`,
 * `appointment.slot_taken` with alternatives, `appointment.illegal_move`, `appointment.checked_in`.
 */
export async function rescheduleAppointment(scope: AppointmentScope, wanted: NewTime): Promise<void> {
  const { tx, now } = scope;
  const seen = await lockAppointment(tx, wanted.location.id, wanted.id);
  if (seen.queueToken !== null) throw new AppError('appointment.checked_in', { id: seen.id, token: seen.queueToken });
  const doctorId = wanted.doctorId ?? seen.doctorId;
  const [doctor] = await bookableDoctors(tx, wanted.location.id, { doctorId });
  if (!doctor) throw new AppError('doctor.not_found', { doctor_id: doctorId });
  await lockDoctorCalendars(tx, [seen.doctorId, doctor.id]);
  const durationMinutes = wanted.durationMinutes ?? seen.durationMinutes;
  const seat = await chooseSeat(tx, {
    location: wanted.location,
    doctor,
    start: wanted.start,
    durationMinutes,
    now,
    exceptAppointment: seen.id,
  });
  const change = {
    scheduledDate: wanted.start,
    durationMinutes,
    doctorId: doctor.id,
    serviceId: doctor.serviceId,
    seat,
    // What was said of the old time must be said anew.
    confirmationSent: false,
    reminderSent: false,
    changeReason: wanted.reason || null,
  };
  const moved = moveAppointment(scope, seen, 'reschedule', change, {
    from_time: new Date(seen.scheduledDate).toISOString(),
    to_time: new Date(wanted.start).toISOString(),
  });
  await moved.catch(rethrowOverlap);
}
