import { Temporal } from 'temporal-polyfill';
import type { Instant } from '#shared/domain/ports.ts';
import type { BusinessDate } from '#shared/domain/service-day.ts';
import { datesOfRule, type AvailabilityRule } from './availability-rule.ts';
import type { WallTime } from './wall-time.ts';

/** `[start, end)`. */
export type Interval = { start: Instant; end: Instant };

/** One stretch of one day in which a doctor receives, with what is cut out of it. */
export type DayWindow = Interval & { slotMinutes: number; capacity: number; closed: Interval[] };

/** What holds on one date: the rules that recur on it, and those written for it alone. */
type RulesOfDay = { recurring: AvailabilityRule[]; single: AvailabilityRule[] };

/**
 * The windows of one doctor, by date, for every date in `[from, to]` that has any. A rule written for one date beats
 * those that recur, and beats a holiday: somebody decided it for that day. Closing rules cut, whatever opened.
 */
export function dayWindows(
  rules: readonly AvailabilityRule[],
  holidays: ReadonlySet<BusinessDate>,
  range: { from: BusinessDate; to: BusinessDate; timeZone: string },
): Map<BusinessDate, DayWindow[]> {
  const byDate = new Map<BusinessDate, RulesOfDay>();
  for (const rule of rules) {
    for (const date of datesOfRule(rule, range.from, range.to)) {
      const day = byDate.get(date) ?? { recurring: [], single: [] };
      (rule.recurrence === null ? day.single : day.recurring).push(rule);
      byDate.set(date, day);
    }
  }

  const windows = new Map<BusinessDate, DayWindow[]>();
  for (const date of [...byDate.keys()].toSorted()) {
    const day = byDate.get(date);
    if (day) windows.set(date, windowsOfDay(date, day, holidays.has(date), range.timeZone));
  }
  return windows;
}

function windowsOfDay(date: BusinessDate, day: RulesOfDay, isHoliday: boolean, timeZone: string): DayWindow[] {
  const openSingle = day.single.filter((rule) => rule.isAvailable);
  const openRecurring = isHoliday ? [] : day.recurring.filter((rule) => rule.isAvailable);
  const closing = [...day.single, ...day.recurring].filter((rule) => !rule.isAvailable);
  const interval = (start: WallTime, end: WallTime): Interval => ({
    start: instantOf(date, start, timeZone),
    end: instantOf(date, end, timeZone),
  });
  const closed = closing.map((rule) => interval(rule.startTime, rule.endTime));

  return (openSingle.length > 0 ? openSingle : openRecurring)
    .map((rule) => ({
      ...interval(rule.startTime, rule.endTime),
      slotMinutes: rule.slotMinutes,
      capacity: rule.capacity,
      closed:
        rule.breakStart !== null && rule.breakEnd !== null
          ? [...closed, interval(rule.breakStart, rule.breakEnd)]
          : closed,
    }))
    .toSorted((a, b) => a.start - b.start);
}

/** A wall time that the clocks skip becomes the first one after the gap; one that comes twice is its first coming. */
export function instantOf(date: BusinessDate, time: WallTime, timeZone: string): Instant {
  const day = Temporal.PlainDate.from(date);
  const local =
    time === '24:00' ? day.add({ days: 1 }).toPlainDateTime() : day.toPlainDateTime(Temporal.PlainTime.from(time));
  return local.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds;
}
