import { Temporal } from 'temporal-polyfill';
import type { AvailabilityRule } from '#shared/domain/schedule/availability-rule.ts';
import { instantOf } from '#shared/domain/schedule/day-windows.ts';
import type { TakenSeat } from '#shared/domain/schedule/free-slots.ts';

const MINUTE = 60_000;

/**
 * The slow and obviously right way: walk the day minute by minute; a slot may start on the grid when every minute of
 * it is open and some one seat is free in all of them.
 */
export function slowSlots(
  date: string,
  rules: readonly AvailabilityRule[],
  holidays: ReadonlySet<string>,
  taken: readonly TakenSeat[],
  zone: string,
  minutes: number | undefined,
  notBefore: number,
): Map<number, number> {
  const single = rules.filter((r) => r.recurrence === null && r.date === date);
  const recurring = rules.filter((r) => r.recurrence !== null && recursOn(r, date));
  const opensAlone = single.filter((r) => r.isAvailable);
  const opens = opensAlone.length > 0 ? opensAlone : holidays.has(date) ? [] : recurring.filter((r) => r.isAvailable);
  const closes = [...single, ...recurring].filter((r) => !r.isAvailable);
  const found = new Map<number, number>();
  for (const open of opens) {
    const from = instantOf(date, open.startTime, zone);
    const to = instantOf(date, open.endTime, zone);
    const isOpen = (minute: number): boolean =>
      minute >= from &&
      minute < to &&
      !closes.some((c) => minute >= instantOf(date, c.startTime, zone) && minute < instantOf(date, c.endTime, zone)) &&
      !(
        open.breakStart !== null &&
        open.breakEnd !== null &&
        minute >= instantOf(date, open.breakStart, zone) &&
        minute < instantOf(date, open.breakEnd, zone)
      );
    const length = minutes ?? open.slotMinutes;
    for (let start = from; start < to; start += MINUTE) {
      if ((start - from) % (open.slotMinutes * MINUTE) !== 0 || start < notBefore) continue;
      const every = Array.from({ length }, (_, i) => start + i * MINUTE);
      if (!every.every(isOpen)) continue;
      let seats = 0;
      for (let seat = 0; seat < open.capacity; seat += 1) {
        if (every.every((minute) => !taken.some((t) => t.seat === seat && t.start < minute + MINUTE && minute < t.end)))
          seats += 1;
      }
      if (seats > 0) found.set(start, Math.max(seats, found.get(start) ?? 0));
    }
  }
  return found;
}

/** Weekly by weekday only, worked out with the calendar and nothing else. */
function recursOn(r: AvailabilityRule, date: string): boolean {
  const days = /BYDAY=([A-Z,]+)/u.exec(r.recurrence ?? '')?.[1]?.split(',') ?? [];
  const weekday = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'][Temporal.PlainDate.from(date).dayOfWeek - 1] ?? '';
  return date >= r.date && days.includes(weekday);
}
