import { and, eq, lte, sql } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import type { Instant } from '#shared/domain/ports.ts';
import type { Transaction } from '#hub/db/client.ts';
import { slotHolds } from '#hub/db/schema/appointments.ts';
import { chooseSeat, type WantedSlot } from './choose-seat.ts';
import { lockDoctorCalendars } from './doctor-calendar-lock.ts';

/** Where the clinic has not chosen: long enough to type one's details and pay, and a closed page blocks a slot not long. */
const USUAL_MINUTES = 10;

export type Hold = { uid: string; expiresAt: Instant };

/** Keeps a slot for whoever has the hold's uid. Throws `appointment.slot_taken` with alternatives. */
export async function holdSlot(
  tx: Transaction,
  wanted: WantedSlot & { uid: string; keptMinutes?: number },
): Promise<Hold> {
  await lockDoctorCalendars(tx, [wanted.doctor.id]);
  await dropExpiredHolds(tx, wanted.location.id, wanted.doctor.id, wanted.now);
  const seat = await chooseSeat(tx, wanted);
  const expiresAt = wanted.now + (wanted.keptMinutes ?? USUAL_MINUTES) * 60_000;
  const end = wanted.start + wanted.durationMinutes * 60_000;
  await tx.insert(slotHolds).values({
    uid: wanted.uid,
    locationId: wanted.location.id,
    doctorId: wanted.doctor.id,
    seat,
    slot: sql`tstzrange(${new Date(wanted.start).toISOString()}::timestamptz, ${new Date(end).toISOString()}::timestamptz)`,
    expiresAt,
  });
  return { uid: wanted.uid, expiresAt };
}

/** Gives a slot back; giving it back twice, or after it expired, is the same as once. */
export async function releaseHold(tx: Transaction, uid: string): Promise<void> {
  await tx.delete(slotHolds).where(eq(slotHolds.uid, uid));
}

/**
 * Uses a hold up: it must be alive and for exactly this slot. Throws `appointment.hold_expired`, or
 * `appointment.hold_mismatch` when it was made for another slot.
 */
export async function takeHold(tx: Transaction, uid: string, wanted: WantedSlot): Promise<void> {
  const [hold] = await tx
    .delete(slotHolds)
    .where(and(eq(slotHolds.locationId, wanted.location.id), eq(slotHolds.uid, uid)))
    .returning({
      doctorId: slotHolds.doctorId,
      expiresAt: slotHolds.expiresAt,
      start: sql<string>`extract(epoch FROM lower(${slotHolds.slot})) * 1000`,
      minutes: sql<string>`extract(epoch FROM upper(${slotHolds.slot}) - lower(${slotHolds.slot})) / 60`,
    });
  if (!hold || hold.expiresAt <= wanted.now) throw new AppError('appointment.hold_expired', { hold_uid: uid });
  const isSame =
    hold.doctorId === wanted.doctor.id &&
    Number(hold.start) === wanted.start &&
    Number(hold.minutes) === wanted.durationMinutes;
  if (!isSame) throw new AppError('appointment.hold_mismatch', { hold_uid: uid });
}

/** The exclusion constraint knows no clock: what has expired must be gone before another may have the seat. */
async function dropExpiredHolds(tx: Transaction, locationId: number, doctorId: number, now: Instant): Promise<void> {
  await tx
    .delete(slotHolds)
    .where(and(eq(slotHolds.locationId, locationId), eq(slotHolds.doctorId, doctorId), lte(slotHolds.expiresAt, now)));
}
