import { AppError } from '#shared/domain/errors.ts';
import type { AppointmentSettings } from '#shared/domain/settings/appointment-settings.ts';
import type { Transaction } from '#hub/db/client.ts';
import { calendarDateOf, findSlots } from '#hub/features/availability/find-slots.ts';
import type { WantedSlot } from './choose-seat.ts';

type Wanted = Omit<WantedSlot, 'durationMinutes'> & { durationMinutes: number | undefined };

/**
 * How long the appointment is to last, in minutes: as was asked, or else as the doctor's own slot at that time, or else the
 * clinic's usual length. Patients have the choice between the doctor's own and the lengths that the clinic offers: throws
 * `appointment.length_not_offered`.
 */
export async function chooseDuration(
  tx: Transaction,
  wanted: Wanted,
  settings: AppointmentSettings,
  { isPatient }: { isPatient: boolean },
): Promise<number> {
  const { durationMinutes: asked } = wanted;
  const offered = settings.offered_minutes;
  if (asked !== undefined && (!isPatient || offered.includes(asked))) return asked;
  const own = await ownLength(tx, wanted);
  if (asked === undefined) return own ?? settings.default_minutes;
  if (asked !== own) throw new AppError('appointment.length_not_offered', { offered_minutes: offered });
  return asked;
}

/** Of the slot that the doctor's hours have at that time; null when there is none, or it is not free. */
async function ownLength(tx: Transaction, { doctor, start, ...search }: Wanted): Promise<number | null> {
  const from = calendarDateOf(start, search.location.timeZone);
  const wanted = { ...search, doctors: [doctor], from, days: 1, durationMinutes: undefined };
  const slot = (await findSlots(tx, wanted)).get(doctor.id)?.find((one) => one.start === start);
  return slot ? Math.round((slot.end - slot.start) / 60_000) : null;
}
