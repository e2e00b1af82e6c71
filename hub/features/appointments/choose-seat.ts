import { AppError } from '#shared/domain/errors.ts';
import type { Instant } from '#shared/domain/ports.ts';
import type { Slot } from '#shared/domain/schedule/free-slots.ts';
import type { Transaction } from '#hub/db/client.ts';
import type { BookableDoctor } from '#hub/features/availability/bookable-doctors.queries.ts';
import { calendarDateOf, findSlots } from '#hub/features/availability/find-slots.ts';
import { slotReply } from '#hub/features/availability/slot-reply.ts';

export type WantedSlot = {
  location: { id: number; timeZone: string };
  doctor: BookableDoctor;
  start: Instant;
  durationMinutes: number;
  now: Instant;
  exceptHold?: string;
  exceptAppointment?: number;
};

const ALTERNATIVES = 5;
const DAYS_TO_LOOK_AHEAD = 14;

/**
 * The seat (from 1) in which the wanted slot can be booked. The caller holds the doctor's calendar lock. Throws
 * `appointment.slot_taken` when the slot is not offered (any more), with the nearest ones that are.
 */
export async function chooseSeat(tx: Transaction, wanted: WantedSlot): Promise<number> {
  const date = calendarDateOf(wanted.start, wanted.location.timeZone);
  const offered = await slotsOf(tx, wanted, date, 1);
  const seat = offered.find((slot) => slot.start === wanted.start)?.freeSeats[0];
  if (seat !== undefined) return seat + 1;

  const today = calendarDateOf(wanted.now, wanted.location.timeZone);
  const ahead = await slotsOf(tx, wanted, date < today ? today : date, DAYS_TO_LOOK_AHEAD);
  const nearest = ahead
    .toSorted((a, b) => Math.abs(a.start - wanted.start) - Math.abs(b.start - wanted.start))
    .slice(0, ALTERNATIVES)
    .toSorted((a, b) => a.start - b.start);
  throw new AppError('appointment.slot_taken', {
    alternatives: nearest.map((slot) => slotReply(slot, wanted.location.timeZone)),
  });
}

async function slotsOf(tx: Transaction, wanted: WantedSlot, from: string, days: number): Promise<Slot[]> {
  const { doctor, ...search } = wanted;
  return (await findSlots(tx, { ...search, doctors: [doctor], from, days })).get(doctor.id) ?? [];
}
