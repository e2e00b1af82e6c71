import { and, between, eq, inArray, lte, or } from 'drizzle-orm';
import type { AvailabilityRule } from '#shared/domain/schedule/availability-rule.ts';
import type { BusinessDate } from '#shared/domain/service-day.ts';
import type { Queryable } from '#hub/db/client.ts';
import { availability, holidays } from '#hub/db/schema/appointments.ts';
import type { BookableDoctor } from './bookable-doctors.queries.ts';

type Days = { from: BusinessDate; to: BusinessDate };

/** The rules that can hold on any of the days, by doctor id. */
export async function rulesOfDoctors(
  db: Queryable,
  locationId: number,
  doctors: readonly BookableDoctor[],
  days: Days,
): Promise<Map<number, AvailabilityRule[]>> {
  const uids = new Map(doctors.map((doctor) => [doctor.id, doctor.uid]));
  const rows = await db
    .select()
    .from(availability)
    .where(
      and(
        eq(availability.locationId, locationId),
        inArray(availability.doctorId, [...uids.keys()]),
        or(
          and(eq(availability.isRecurring, true), lte(availability.date, days.to)),
          and(eq(availability.isRecurring, false), between(availability.date, days.from, days.to)),
        ),
      ),
    );
  const rules = new Map<number, AvailabilityRule[]>(doctors.map((doctor) => [doctor.id, []]));
  for (const row of rows) rules.get(row.doctorId)?.push(ruleOf(row, uids.get(row.doctorId) ?? ''));
  return rules;
}

export async function holidaysOf(db: Queryable, locationId: number, days: Days): Promise<Set<BusinessDate>> {
  const rows = await db
    .select({ date: holidays.date })
    .from(holidays)
    .where(and(eq(holidays.locationId, locationId), between(holidays.date, days.from, days.to)));
  return new Set(rows.map((row) => row.date));
}

function ruleOf(row: typeof availability.$inferSelect, doctorUid: string): AvailabilityRule {
  return {
    doctorUid,
    date: row.date,
    startTime: hoursAndMinutes(row.startTime),
    endTime: hoursAndMinutes(row.endTime),
    slotMinutes: row.slotDurationMinutes,
    capacity: row.maxPatientsPerSlot,
    isAvailable: row.isAvailable,
    breakStart: row.breakStartTime === null ? null : hoursAndMinutes(row.breakStartTime),
    breakEnd: row.breakEndTime === null ? null : hoursAndMinutes(row.breakEndTime),
    recurrence: row.isRecurring ? row.recurrencePattern : null,
  };
}

/** Postgres gives `09:30:00`. */
export function hoursAndMinutes(time: string): string {
  return time.slice(0, 5);
}
