import type { Instant } from '#shared/domain/ports.ts';
import type { AppointmentToday } from '#shared/protocol/entities.ts';
import type { KioskSettings } from '#shared/protocol/kiosk-settings.ts';

const MINUTE = 60_000;

export type Judgement = 'ready' | 'too_early' | 'too_late' | 'already_checked_in';
export type ArrivalWindow = Pick<KioskSettings, 'appointmentEarlyMinutes' | 'appointmentLateMinutes'>;

/** Whether someone may be checked in for an appointment now; `hasArrived`: this kiosk has seen them already. */
export function judgeAppointment(
  { startAt, status }: Pick<AppointmentToday, 'startAt' | 'status'>,
  window: ArrivalWindow,
  { now, hasArrived }: { now: Instant; hasArrived: boolean },
): Judgement {
  if (hasArrived || status === 'arrived') return 'already_checked_in';
  if (now < startAt - window.appointmentEarlyMinutes * MINUTE) return 'too_early';
  return status === 'closed' || now > startAt + window.appointmentLateMinutes * MINUTE ? 'too_late' : 'ready';
}
