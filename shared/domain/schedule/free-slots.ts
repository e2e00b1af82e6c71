import type { Instant } from '#shared/domain/ports.ts';
import type { DayWindow, Interval } from './day-windows.ts';

/** A booked or held time of the doctor. `seat` is 0-based, below the capacity that it was booked under. */
export type TakenSeat = Interval & { seat: number };

export type Slot = Interval & {
  /** The seats that are free for the slot's whole length, lowest first; never empty. */
  freeSeats: number[];
};

export type SlotRequest = {
  durationMinutes?: number;
  /** No slot starts before this. */
  notBefore: Instant;
};

const MINUTE = 60_000;

/**
 * The slots of one day that can be booked. They lie on the window's grid, which is counted in elapsed time from its
 * start, so that a day on which the clocks change has neither a hole nor a slot that comes twice.
 *
 * A seat must be free for the whole slot: this is what the database enforces, so what is offered can be booked.
 * `taken` may be in any order. O((slots + taken) · overlap).
 */
export function freeSlots(windows: readonly DayWindow[], taken: readonly TakenSeat[], request: SlotRequest): Slot[] {
  const booked = taken.toSorted((a, b) => a.start - b.start);
  const slots = new Map<Instant, Slot>();
  for (const window of windows) {
    const length = (request.durationMinutes ?? window.slotMinutes) * MINUTE;
    for (let start = window.start; start + length <= window.end; start += window.slotMinutes * MINUTE) {
      const slot = { start, end: start + length };
      if (start < request.notBefore || window.closed.some((cut) => overlaps(cut, slot))) continue;
      const freeSeats = seatsFreeFor(slot, booked, window.capacity);
      const known = slots.get(start);
      // Two windows may offer the same minutes; the roomier one stands for both.
      if (freeSeats.length > (known?.freeSeats.length ?? 0)) slots.set(start, { ...slot, freeSeats });
    }
  }
  return [...slots.values()].toSorted((a, b) => a.start - b.start);
}

function seatsFreeFor(slot: Interval, booked: readonly TakenSeat[], capacity: number): number[] {
  const busy = new Set<number>();
  for (const booking of booked) {
    if (booking.start >= slot.end) break;
    if (overlaps(booking, slot)) busy.add(booking.seat);
  }
  return Array.from({ length: capacity }, (_, seat) => seat).filter((seat) => !busy.has(seat));
}

function overlaps(a: Interval, b: Interval): boolean {
  return a.start < b.end && b.start < a.end;
}
