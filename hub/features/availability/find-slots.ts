import { Temporal } from 'temporal-polyfill';
import type { Instant } from '#shared/domain/ports.ts';
import { dayWindows, instantOf } from '#shared/domain/schedule/day-windows.ts';
import { freeSlots, type Slot } from '#shared/domain/schedule/free-slots.ts';
import type { BusinessDate } from '#shared/domain/service-day.ts';
import type { Queryable } from '#hub/db/client.ts';
import { holidaysOf, rulesOfDoctors } from './availability-rules.queries.ts';
import type { BookableDoctor } from './bookable-doctors.queries.ts';
import { takenSeats } from './taken-seats.queries.ts';

export type SlotSearch = {
  location: { id: number; timeZone: string };
  doctors: readonly BookableDoctor[];
  /** First date, in the location's zone. */
  from: BusinessDate;
  days: number;
  durationMinutes?: number;
  now: Instant;
  exceptHold?: string;
  exceptAppointment?: number;
};

/** The slots that can be booked, by doctor id, in order of time. Three queries at once, however many doctors and days. */
export async function findSlots(db: Queryable, search: SlotSearch): Promise<Map<number, Slot[]>> {
  const found = new Map<number, Slot[]>(search.doctors.map((doctor) => [doctor.id, []]));
  if (search.doctors.length === 0) return found;
  const { location, doctors, now } = search;
  const days = { from: search.from, to: plusDays(search.from, search.days - 1) };
  const range = {
    start: instantOf(days.from, '00:00', location.timeZone),
    end: instantOf(days.to, '24:00', location.timeZone),
  };
  const doctorIds = doctors.map((doctor) => doctor.id);
  const [rules, closed, taken] = await Promise.all([
    rulesOfDoctors(db, location.id, doctors, days),
    holidaysOf(db, location.id, days),
    takenSeats(db, location.id, doctorIds, range, search),
  ]);

  for (const doctorId of doctorIds) {
    const windows = dayWindows(rules.get(doctorId) ?? [], closed, { ...days, timeZone: location.timeZone });
    const slots = freeSlots([...windows.values()].flat(), taken.get(doctorId) ?? [], {
      durationMinutes: search.durationMinutes,
      notBefore: now,
    });
    found.set(doctorId, slots);
  }
  return found;
}

export function plusDays(date: BusinessDate, days: number): BusinessDate {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** The calendar date of an instant at the location. Booking goes by the calendar, not by the service day. */
export function calendarDateOf(instant: Instant, timeZone: string): BusinessDate {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}
