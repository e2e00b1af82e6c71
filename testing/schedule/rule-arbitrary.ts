import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { AvailabilityRule } from '#shared/domain/schedule/availability-rule.ts';
import { instantOf } from '#shared/domain/schedule/day-windows.ts';
import type { TakenSeat } from '#shared/domain/schedule/free-slots.ts';

const STEP = 5 * 60_000;

/** Dates on which the clocks change in one of the zones, and plain ones. */
const placeArbitrary = fc.constantFrom(
  ['2026-03-29', 'Europe/Berlin'] as const,
  ['2026-10-25', 'Europe/Berlin'] as const,
  ['2026-03-08', 'America/New_York'] as const,
  ['2026-04-05', 'Australia/Lord_Howe'] as const,
  ['2026-06-17', 'Asia/Kolkata'] as const,
  ['2026-06-17', 'Pacific/Chatham'] as const,
);

/** One doctor's day: rules, a holiday perhaps, what is taken, and a question. Every instant lies on five minutes. */
export const dayArbitrary = placeArbitrary.chain(([date, zone]) =>
  fc.record({
    date: fc.constant(date),
    zone: fc.constant(zone),
    rules: fc.array(ruleArbitrary(date), { minLength: 1, maxLength: 4 }),
    holidays: fc.constantFrom(new Set<string>(), new Set([date])),
    taken: fc.array(takenArbitrary(instantOf(date, '00:00', zone)), { maxLength: 8 }),
    minutes: fc.option(fc.constantFrom(10, 20, 45, 60), { nil: undefined }),
    notBefore: fc.integer({ min: 0, max: 200 }).map((step) => instantOf(date, '00:00', zone) + step * STEP),
  }),
);

function takenArbitrary(midnight: number): fc.Arbitrary<TakenSeat> {
  return fc
    .record({
      at: fc.integer({ min: 0, max: 280 }),
      length: fc.integer({ min: 1, max: 12 }),
      seat: fc.integer({ min: 0, max: 2 }),
    })
    .map(({ at, length, seat }) => ({ start: midnight + at * STEP, end: midnight + (at + length) * STEP, seat }));
}

/** Rules as staff write them, on and around one date. */
function ruleArbitrary(date: string): fc.Arbitrary<Omit<AvailabilityRule, 'doctorUid'>> {
  return draftArbitrary.map((draft) => ({
    date: Temporal.PlainDate.from(date)
      .add({ days: draft.days === null ? Math.max(0, draft.dayOffset) : draft.dayOffset })
      .toString(),
    startTime: time(draft.start * 15),
    endTime: time(draft.end * 15),
    slotMinutes: draft.slotMinutes,
    capacity: draft.capacity,
    isAvailable: draft.isAvailable,
    breakStart: draft.pause ? time(draft.pause.at * 15) : null,
    breakEnd: draft.pause ? time(Math.min(96, draft.pause.at + draft.pause.length) * 15) : null,
    recurrence: draft.days === null ? null : `FREQ=WEEKLY;BYDAY=${draft.days.join(',')}`,
  }));
}

const time = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

const draftArbitrary = fc
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
