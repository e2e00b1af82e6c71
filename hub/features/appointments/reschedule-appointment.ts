import { AppError } from '#shared/domain/errors.ts';
import type { Instant } from '#shared/domain/ports.ts';
import { bookableDoctors } from '#hub/features/availability/bookable-doctors.queries.ts';
import { scheduleReminders } from '#hub/features/reminders/keep-reminders.ts';
import { readSetting } from '#hub/features/settings/settings.store.ts';
import { assertInBookingWindow, assertMayChange } from './booking-rules.ts';
import { rethrowOverlap } from './book-appointment.ts';
import { chooseDuration } from './choose-duration.ts';
import { chooseSeat } from './choose-seat.ts';
import { lockDoctorCalendars } from './doctor-calendar-lock.ts';
import { settleDisputes } from './settle-disputes.ts';
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
 * `appointment.slot_taken` with alternatives, `appointment.illegal_move`, `appointment.checked_in`; for patients also what
 * booking-rules.ts throws. One that had lost its slot has one again, and what was in dispute about it is settled.
 */
export async function rescheduleAppointment(scope: AppointmentScope, wanted: NewTime): Promise<void> {
  const { tx, now } = scope;
  const seen = await lockAppointment(tx, wanted.location.id, wanted.id);
  if (seen.queueToken !== null) throw new AppError('appointment.checked_in', { id: seen.id, token: seen.queueToken });
  const doctorId = wanted.doctorId ?? seen.doctorId;
  const [doctor] = await bookableDoctors(tx, wanted.location.id, { doctorId });
  if (!doctor) throw new AppError('doctor.not_found', { doctor_id: doctorId });
  const { location, start } = wanted;
  const rules = await readSetting(tx, location.id, 'appointments');
  const isPatient = scope.actor?.kind === 'patient';
  if (isPatient) {
    // Who has lost their slot may always look for another.
    if (seen.needsRebookingSince === null) assertMayChange(rules, { start: seen.scheduledDate, now });
    assertInBookingWindow(rules, { start, now, timeZone: location.timeZone });
  }
  await lockDoctorCalendars(tx, [seen.doctorId, doctor.id]);
  const slot = { location, doctor, start, now, exceptAppointment: seen.id };
  const isAsBefore = wanted.durationMinutes === undefined || wanted.durationMinutes === seen.durationMinutes;
  const durationMinutes = isAsBefore
    ? seen.durationMinutes
    : await chooseDuration(tx, { ...slot, durationMinutes: wanted.durationMinutes }, rules, { isPatient });
  const seat = await chooseSeat(tx, { ...slot, durationMinutes });
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
    needsRebookingSince: null,
  };
  const moved = moveAppointment(scope, seen, 'reschedule', change, {
    from_time: new Date(seen.scheduledDate).toISOString(),
    to_time: new Date(wanted.start).toISOString(),
  });
  await moved.catch(rethrowOverlap);
  await scheduleReminders(tx, { ...seen, scheduledDate: start }, now);
  if (seen.needsRebookingSince !== null) await settleDisputes(scope, seen.id, 'rebooked');
}
