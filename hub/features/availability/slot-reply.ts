import { Temporal } from 'temporal-polyfill';
import type { Instant } from '#shared/domain/ports.ts';
import type { Slot } from '#shared/domain/schedule/free-slots.ts';
import type { AvailableSlot } from '#shared/protocol/api/availability.ts';

/** A slot as the API gives it: in the clinic's own time for people, as instants for programs. */
export function slotReply(slot: Slot, timeZone: string): AvailableSlot {
  return {
    start_time: clinicTime(slot.start, timeZone),
    end_time: clinicTime(slot.end, timeZone),
    start_at: new Date(slot.start).toISOString(),
    end_at: new Date(slot.end).toISOString(),
    duration_minutes: Math.round((slot.end - slot.start) / 60_000),
    free_places: slot.freeSeats.length,
  };
}

/** `2026-01-15 10:00:00`, at the clinic. */
function clinicTime(instant: Instant, timeZone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).toPlainDateTime();
  return local.toString({ smallestUnit: 'second' }).replace('T', ' ');
}
