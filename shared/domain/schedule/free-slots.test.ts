import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { availabilityRuleSchema, datesOfRule, type AvailabilityRule } from './availability-rule.ts';
import { dayWindows, instantOf } from './day-windows.ts';
import { freeSlots, type TakenSeat } from './free-slots.ts';
import { dayArbitrary } from '#testing/schedule/rule-arbitrary.ts';
import { slowSlots } from '#testing/schedule/slow-slots.ts';

const DOCTOR = '018f2b3c-0000-7000-8000-000000000001';

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

describe('against the slow model', () => {
  test('any rules, holidays and bookings give the same slots and seats', () => {
    fc.assert(
      fc.property(dayArbitrary, ({ date, zone, rules: drafts, holidays, taken, minutes, notBefore }) => {
        const rules = drafts.map((draft) => rule(draft));
        const windows = dayWindows(rules, holidays, { from: date, to: date, timeZone: zone }).get(date) ?? [];
        const fast = freeSlots(windows, taken, { durationMinutes: minutes, notBefore });
        const slow = slowSlots(date, rules, holidays, taken, zone, minutes, notBefore);
        expect(fast.map((slot) => [slot.start, slot.freeSeats.length])).toEqual(
          [...slow].toSorted(([a], [b]) => a - b),
        );
      }),
      { numRuns: 300 },
    );
  });
});
