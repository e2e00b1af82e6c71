import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { availabilityRuleSchema, datesOfRule, type AvailabilityRule } from './availability-rule.ts';
import { dayWindows, instantOf } from './day-windows.ts';
import { freeSlots, type TakenSeat } from './free-slots.ts';

const DOCTOR = '018f2b3c-0000-7000-8000-000000000001';
const MINUTE = 60_000;

function rule(over: Partial<AvailabilityRule> = {}): AvailabilityRule {
  return availabilityRuleSchema.parse({
    doctorUid: DOCTOR,
    date: '2026-03-02',
    startTime: '09:00',
    endTime: '12:00',
    slotMinutes: 30,
    capacity: 1,
    isAvailable: true,
    breakStart: null,
    breakEnd: null,
    recurrence: null,
    ...over,
  });
}

function slotsOn(
  date: string,
  rules: AvailabilityRule[],
  over: { zone?: string; holidays?: string[]; taken?: TakenSeat[]; minutes?: number; notBefore?: number } = {},
): string[] {
  const zone = over.zone ?? 'Europe/Berlin';
  const windows = dayWindows(rules, new Set(over.holidays), { from: date, to: date, timeZone: zone }).get(date) ?? [];
  return freeSlots(windows, over.taken ?? [], { durationMinutes: over.minutes, notBefore: over.notBefore ?? 0 }).map(
    (slot) =>
      Temporal.Instant.fromEpochMilliseconds(slot.start)
        .toZonedDateTimeISO(zone)
        .toPlainTime()
        .toString({ smallestUnit: 'minute' }),
  );
}

describe('a day of slots', () => {
  test('fills the window and leaves out the break', () => {
    expect(slotsOn('2026-03-02', [rule({ breakStart: '10:00', breakEnd: '10:45' })])).toEqual([
      '09:00',
      '09:30',
      '11:00',
      '11:30',
    ]);
  });

  test('offers a longer appointment only where it fits before the break and the end', () => {
    expect(slotsOn('2026-03-02', [rule({ breakStart: '10:00', breakEnd: '10:30' })], { minutes: 60 })).toEqual([
      '09:00',
      '10:30',
      '11:00',
    ]);
  });

  test('recurs by an RFC 5545 rule', () => {
    const weekdays = rule({ recurrence: 'FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20260311T000000Z' });
    expect(datesOfRule(weekdays, '2026-03-01', '2026-03-31')).toEqual([
      '2026-03-02',
      '2026-03-04',
      '2026-03-09',
      '2026-03-11',
    ]);
  });

  test('closes on a holiday unless that date has hours of its own', () => {
    const daily = rule({ recurrence: 'FREQ=DAILY' });
    const special = rule({ date: '2026-03-05', startTime: '10:00', endTime: '11:00' });
    expect(slotsOn('2026-03-04', [daily], { holidays: ['2026-03-04'] })).toEqual([]);
    expect(slotsOn('2026-03-05', [daily, special], { holidays: ['2026-03-05'] })).toEqual(['10:00', '10:30']);
  });

  test('a closing rule cuts whatever opened', () => {
    const daily = rule({ recurrence: 'FREQ=DAILY' });
    const meeting = rule({ date: '2026-03-04', startTime: '09:15', endTime: '10:00', isAvailable: false });
    expect(slotsOn('2026-03-04', [daily, meeting])).toEqual(['10:00', '10:30', '11:00', '11:30']);
  });

  test('a seat must be free for the whole slot', () => {
    const two = rule({ capacity: 2 });
    const at = (time: string) => instantOf('2026-03-02', time, 'Europe/Berlin');
    const taken = [
      { start: at('09:00'), end: at('09:30'), seat: 0 },
      { start: at('09:30'), end: at('10:00'), seat: 1 },
    ];
    expect(slotsOn('2026-03-02', [two], { taken, minutes: 60 })).toEqual(['09:30', '10:00', '10:30', '11:00']);
    expect(slotsOn('2026-03-02', [two], { taken })).toContain('09:00');
  });

  test('the night the clocks go forward has three hours less one, and none comes twice', () => {
    const night = rule({ date: '2026-03-29', startTime: '01:00', endTime: '05:00', slotMinutes: 60 });
    expect(slotsOn('2026-03-29', [night])).toEqual(['01:00', '03:00', '04:00']);
  });

  test('the night the clocks go back has the hour that comes twice, twice', () => {
    const night = rule({ date: '2026-10-25', startTime: '01:00', endTime: '04:00', slotMinutes: 60 });
    expect(slotsOn('2026-10-25', [night])).toEqual(['01:00', '02:00', '02:00', '03:00']);
  });
});

describe('rules that make no sense are refused', () => {
  test.each([
    [{ endTime: '09:00' }],
    [{ breakStart: '10:00' }],
    [{ breakStart: '11:00', breakEnd: '10:00' }],
    [{ recurrence: 'FREQ=HOURLY' }],
    [{ recurrence: 'FREQ=DAILY;BYHOUR=3' }],
    [{ recurrence: 'every monday' }],
    [{ recurrence: 'FREQ=WEEKLY;BYDAY=XX' }],
    [{ startTime: '25:00' }],
  ])('%j', (over) => {
    expect(availabilityRuleSchema.safeParse({ ...rule(), ...over }).success).toBe(false);
  });
});

/**
 * The slow and obviously right way: walk the day minute by minute; a slot may start on the grid when every minute of
 * it is open and some one seat is free in all of them.
 */
function slowSlots(
  date: string,
  rules: AvailabilityRule[],
  holidays: Set<string>,
  taken: TakenSeat[],
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

const time = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

const ruleArbitrary = fc
  .record({
    dayOffset: fc.integer({ min: -9, max: 2 }),
    start: fc.integer({ min: 0, max: 80 }),
    length: fc.integer({ min: 1, max: 40 }),
    slotMinutes: fc.constantFrom(10, 15, 30, 45),
    capacity: fc.integer({ min: 1, max: 3 }),
    isAvailable: fc.boolean(),
    pause: fc.option(fc.record({ at: fc.integer({ min: 0, max: 80 }), length: fc.integer({ min: 1, max: 10 }) }), {
      nil: null,
    }),
    days: fc.option(fc.uniqueArray(fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'), { minLength: 1 }), {
      nil: null,
    }),
  })
  .map((r) => ({ ...r, end: Math.min(96, r.start + r.length) }));

describe('against the slow model', () => {
  // Dates on which the clocks change in one of the zones, and plain ones.
  const cases = fc.constantFrom(
    ['2026-03-29', 'Europe/Berlin'] as const,
    ['2026-10-25', 'Europe/Berlin'] as const,
    ['2026-03-08', 'America/New_York'] as const,
    ['2026-04-05', 'Australia/Lord_Howe'] as const,
    ['2026-06-17', 'Asia/Kolkata'] as const,
    ['2026-06-17', 'Pacific/Chatham'] as const,
  );

  test('any rules, holidays and bookings give the same slots and seats', () => {
    fc.assert(
      fc.property(
        cases,
        fc.array(ruleArbitrary, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        fc.array(
          fc.record({
            at: fc.integer({ min: 0, max: 280 }),
            length: fc.integer({ min: 1, max: 12 }),
            seat: fc.integer({ min: 0, max: 2 }),
          }),
          { maxLength: 8 },
        ),
        fc.option(fc.constantFrom(10, 20, 45, 60), { nil: undefined }),
        fc.integer({ min: 0, max: 200 }),
        ([date, zone], drafts, isHoliday, bookings, minutes, notBeforeStep) => {
          const rules = drafts.map((d) =>
            rule({
              date: Temporal.PlainDate.from(date)
                .add({ days: d.days === null ? Math.max(0, d.dayOffset) : d.dayOffset })
                .toString(),
              startTime: time(d.start * 15),
              endTime: time(d.end * 15),
              slotMinutes: d.slotMinutes,
              capacity: d.capacity,
              isAvailable: d.isAvailable,
              breakStart: d.pause ? time(d.pause.at * 15) : null,
              breakEnd: d.pause ? time(Math.min(96, d.pause.at + d.pause.length) * 15) : null,
              recurrence: d.days === null ? null : `FREQ=WEEKLY;BYDAY=${d.days.join(',')}`,
            }),
          );
          const midnight = instantOf(date, '00:00', zone);
          const taken = bookings.map((b) => ({
            start: midnight + b.at * 5 * MINUTE,
            end: midnight + (b.at + b.length) * 5 * MINUTE,
            seat: b.seat,
          }));
          const holidays = new Set(isHoliday ? [date] : []);
          const notBefore = midnight + notBeforeStep * 5 * MINUTE;
          const windows = dayWindows(rules, holidays, { from: date, to: date, timeZone: zone }).get(date) ?? [];
          const fast = new Map(
            freeSlots(windows, taken, { durationMinutes: minutes, notBefore }).map((slot) => [
              slot.start,
              slot.freeSeats.length,
            ]),
          );
          expect(fast).toEqual(
            new Map(
              [...slowSlots(date, rules, holidays, taken, zone, minutes, notBefore)].toSorted(([a], [b]) => a - b),
            ),
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});
