import { AppError } from '#shared/domain/errors.ts';
import type { Instant } from '#shared/domain/ports.ts';
import { instantOf } from '#shared/domain/schedule/day-windows.ts';
import type { AppointmentSettings } from '#shared/domain/settings/appointment-settings.ts';
import { offeredMethods, type OfferedMethod, type PaymentSettings } from '#shared/domain/settings/payment-settings.ts';
import type { BookingPaymentMethod } from '#hub/db/schema/appointments.ts';
import { calendarDateOf, plusDays } from '#hub/features/availability/find-slots.ts';

const MINUTE_MS = 60_000;

/** Patients may book by themselves from `notBefore` up to `before`, the end of the location's calendar date `lastDate`. */
export function bookingWindow(
  { notice_minutes: notice, bookable_days_ahead: days }: AppointmentSettings,
  now: Instant,
  timeZone: string,
): { notBefore: Instant; before: Instant; lastDate: string } {
  const lastDate = plusDays(calendarDateOf(now, timeZone), days);
  return { notBefore: now + notice * MINUTE_MS, before: instantOf(lastDate, '24:00', timeZone), lastDate };
}

/** What patients may book by themselves; the desk may book any time. Throws `appointment.outside_booking_window`. */
export function assertInBookingWindow(
  settings: AppointmentSettings,
  { start, now, timeZone }: { start: Instant; now: Instant; timeZone: string },
): void {
  const { notBefore, before, lastDate } = bookingWindow(settings, now, timeZone);
  if (start >= notBefore && start < before) return;
  throw new AppError('appointment.outside_booking_window', {
    not_before: new Date(notBefore).toISOString(),
    last_date: lastDate,
  });
}

/** Until when patients may move or cancel by themselves; the desk always may. Throws `appointment.change_too_late`. */
export function assertMayChange(
  { change_notice_minutes: notice }: AppointmentSettings,
  { start, now }: { start: Instant; now: Instant },
): void {
  const until = start - notice * MINUTE_MS;
  if (now <= until) return;
  throw new AppError('appointment.change_too_late', { until: new Date(until).toISOString() });
}

/**
 * The ways to pay that are offered now. `online` leaves open which of them it will be, and `desk` is always possible.
 * Throws `payment.method_not_offered`, with those that are.
 */
export function assertMethodOffered(method: BookingPaymentMethod, settings: PaymentSettings): OfferedMethod[] {
  const offered = offeredMethods(settings);
  if (method !== 'online' && !offered.includes(method)) throw new AppError('payment.method_not_offered', { offered });
  return offered;
}
