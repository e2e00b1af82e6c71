import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { advanceServiceDay, businessDateSchema, serviceDayOf } from './service-day.ts';

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'America/St_Johns',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Africa/Casablanca',
  'Australia/Lord_Howe',
  'Antarctica/Troll',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Asia/Gaza',
];

function at(iso: string): number {
  return Date.parse(iso);
}

describe('the service day', () => {
  test.each([
    ['just before the cut-over is still yesterday', '2026-03-14T02:59:59.999Z', 'Europe/Berlin', 4, '2026-03-13'],
    ['begins at the cut-over hour', '2026-03-14T03:00:00Z', 'Europe/Berlin', 4, '2026-03-14'],
    ['begins at midnight when the cut-over is 0', '2026-03-13T23:00:00Z', 'Europe/Berlin', 0, '2026-03-14'],
    ['outlasts midnight', '2026-03-15T01:30:00Z', 'Europe/Berlin', 4, '2026-03-14'],
    ['is the local date, not UTC', '2026-03-14T20:00:00Z', 'Asia/Kolkata', 4, '2026-03-14'],
    ['crosses New Year', '2026-01-01T02:00:00Z', 'Europe/Berlin', 4, '2025-12-31'],
    // Berlin 2026-03-29: 02:00 becomes 03:00, so a cut-over at 2 falls into the gap and the day begins at its end.
    ['begins when a gap that swallowed the cut-over ends', '2026-03-29T01:00:00Z', 'Europe/Berlin', 2, '2026-03-29'],
    ['has not begun before that gap', '2026-03-29T00:59:59Z', 'Europe/Berlin', 2, '2026-03-28'],
    // Berlin 2026-10-25: 03:00 becomes 02:00, so 02:30 is twice. The first one counts.
    ['begins at the first of two cut-overs', '2026-10-25T00:30:00Z', 'Europe/Berlin', 2, '2026-10-25'],
    ['stays begun at the second', '2026-10-25T01:00:00Z', 'Europe/Berlin', 2, '2026-10-25'],
    // Troll sets its clock back by two hours, 03:00 to 01:00, across a cut-over at 2.
    [
      'does not go back when clocks do, across the cut-over',
      '2026-10-25T01:30:00Z',
      'Antarctica/Troll',
      2,
      '2026-10-25',
    ],
    // St John's used to set its clock back at 00:01 to 23:01 of the day before.
    ['does not go back when clocks do, across midnight', '2010-11-07T02:35:00Z', 'America/St_Johns', 0, '2010-11-07'],
    // Apia had no 30 December 2011.
    ['skips a date that a zone skipped', '2011-12-30T14:30:00Z', 'Pacific/Apia', 4, '2011-12-31'],
    ['and ends the one before it there', '2011-12-30T09:30:00Z', 'Pacific/Apia', 4, '2011-12-29'],
  ])('%s', (_, instant, timeZone, cutoverHour, expected) => {
    expect(serviceDayOf(at(instant), { timeZone, cutoverHour })).toBe(expected);
  });

  it('never goes back while time goes on, in any zone, at any cut-over, through every clock change', () => {
    const rule = fc.record({ timeZone: fc.constantFrom(...ZONES), cutoverHour: fc.integer({ min: 0, max: 12 }) });
    const start = fc.integer({ min: at('2009-01-01T00:00:00Z'), max: at('2030-01-01T00:00:00Z') });
    fc.assert(
      fc.property(rule, start, fc.integer({ min: 0, max: 4 * 3_600_000 }), (zone, instant, step) => {
        const before = serviceDayOf(instant, zone);
        const after = serviceDayOf(instant + step, zone);
        expect(businessDateSchema.safeParse(before).success).toBe(true);
        expect(after >= before).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('never goes back within the days around each known odd clock change', () => {
    const oddDays = [
      ['America/St_Johns', '2010-11-06T00:00:00Z'],
      ['Antarctica/Troll', '2026-10-24T12:00:00Z'],
      ['America/Sao_Paulo', '2018-02-17T00:00:00Z'],
      ['Africa/Casablanca', '2026-02-14T12:00:00Z'],
      ['Pacific/Apia', '2011-12-29T00:00:00Z'],
      ['Asia/Gaza', '2011-09-29T00:00:00Z'],
    ] as const;
    for (const [timeZone, from] of oddDays) {
      for (let cutoverHour = 0; cutoverHour <= 12; cutoverHour += 1) {
        let last = '';
        for (let minute = 0; minute < 2 * 24 * 60; minute += 10) {
          const day = serviceDayOf(at(from) + minute * 60_000, { timeZone, cutoverHour });
          expect(day >= last, `${timeZone} cut-over ${cutoverHour} at +${minute} min`).toBe(true);
          last = day;
        }
      }
    }
  });
});

describe("a device's service day", () => {
  it('advances with the clock and never follows it back', () => {
    expect(advanceServiceDay(null, '2026-03-14')).toBe('2026-03-14');
    expect(advanceServiceDay('2026-03-14', '2026-03-15')).toBe('2026-03-15');
    expect(advanceServiceDay('2026-03-14', '2026-03-13')).toBe('2026-03-14');
    expect(advanceServiceDay('2026-03-14', '2025-12-31')).toBe('2026-03-14');
  });
});
