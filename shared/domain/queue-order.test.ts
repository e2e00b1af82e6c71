import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyQueueEvent, type QueueEntry } from './queue.ts';
import { findOverdue, orderQueue, previewSettings } from './queue-order.ts';
import { anchorOf, compareOrderKeys, creditMinutes, orderKeyOf, type PriorityEntry } from './priority.ts';
import { DEFAULT_PRIORITY_SETTINGS, prioritySettingsSchema, type PrioritySettings } from './priority-settings.ts';

const MINUTE = 60_000;
const NOON = Date.UTC(2026, 2, 14, 12);

const minutes = fc.integer({ min: 0, max: 240 });
const settingsArb: fc.Arbitrary<PrioritySettings> = fc
  .record({
    urgency: fc.tuple(minutes, minutes, minutes).map((three) => three.toSorted((a, b) => a - b)),
    bands: fc.array(
      fc.record({ fromAge: fc.integer({ min: 0, max: 90 }), span: fc.integer({ min: 0, max: 60 }), minutes }),
      {
        maxLength: 4,
      },
    ),
    specialRequirementsCredit: minutes,
    longJourneyCredit: minutes,
    returnedCredit: minutes,
    transferredCredit: minutes,
    appointmentGrace: fc.record({ earlyMinutes: minutes, lateMinutes: minutes }),
  })
  .map(({ urgency: [low, medium, high], bands, ...rest }) =>
    prioritySettingsSchema.parse({
      ...rest,
      urgencyCredit: { low, medium, high },
      ageCredit: bands.map((band) => ({
        fromAge: band.fromAge,
        toAge: band.fromAge + band.span,
        minutes: band.minutes,
      })),
    }),
  );

const instant = fc.integer({ min: NOON - 300 * MINUTE, max: NOON });
const entryArb: fc.Arbitrary<PriorityEntry> = fc.record({
  uid: fc.uuid(),
  checkedInAt: instant,
  bookedAt: fc.option(instant),
  emergency: fc.boolean(),
  urgency: fc.option(fc.constantFrom('low' as const, 'medium' as const, 'high' as const)),
  age: fc.option(fc.integer({ min: 0, max: 120 })),
  hasSpecialRequirements: fc.boolean(),
  hasLongJourney: fc.boolean(),
  returned: fc.boolean(),
  transferred: fc.boolean(),
});
const queueArb = fc.uniqueArray(entryArb, { selector: (entry) => entry.uid, minLength: 2, maxLength: 30 });

function walkIn(uid: string, minute: number, more: Partial<PriorityEntry> = {}): PriorityEntry {
  return {
    uid,
    checkedInAt: NOON + minute * MINUTE,
    bookedAt: null,
    emergency: false,
    urgency: null,
    age: null,
    hasSpecialRequirements: false,
    hasLongJourney: false,
    returned: false,
    transferred: false,
    ...more,
  };
}

function newEntry(uid: string, checkedInAt: number): QueueEntry {
  return {
    uid,
    status: 'waiting',
    serviceUid: 'care',
    doctorUid: null,
    stationUid: null,
    checkedInAt,
    calledAt: null,
    startedAt: null,
    endedAt: null,
    callCount: 0,
    heldSince: null,
  };
}

function orderOf(entries: PriorityEntry[], settings = DEFAULT_PRIORITY_SETTINGS): string[] {
  return orderQueue(entries, settings).map((row) => row.entry.uid);
}

describe('the promise of the order', () => {
  test('nobody who comes later than the difference of credits overtakes, for any arrivals, classes and settings', () => {
    fc.assert(
      fc.property(entryArb, entryArb, settingsArb, (first, later, settings) => {
        fc.pre(first.uid !== later.uid && (first.emergency || !later.emergency));
        const lead = creditMinutes(later, settings) - creditMinutes(first, settings);
        fc.pre(anchorOf(later, settings) - anchorOf(first, settings) > lead * MINUTE);
        expect(orderOf([later, first], settings)[0]).toBe(first.uid);
      }),
      { numRuns: 2000 },
    );
  });

  test('a walk-in is never overtaken by anyone who checks in later than the difference of credits and the grace for lateness', () => {
    fc.assert(
      fc.property(entryArb, entryArb, settingsArb, (some, later, settings) => {
        const first = { ...some, bookedAt: null };
        fc.pre(first.uid !== later.uid && (first.emergency || !later.emergency));
        const lead = creditMinutes(later, settings) - creditMinutes(first, settings);
        const grace = later.bookedAt === null ? 0 : settings.appointmentGrace.lateMinutes;
        fc.pre(later.checkedInAt - first.checkedInAt > (lead + grace) * MINUTE);
        expect(orderOf([later, first], settings)[0]).toBe(first.uid);
      }),
      { numRuns: 2000 },
    );
  });

  test('an emergency is before everyone who is none, however long they have waited', () => {
    fc.assert(
      fc.property(queueArb, settingsArb, (entries, settings) => {
        const tiers = orderQueue(entries, settings).map((row) => row.entry.emergency);
        expect(tiers.lastIndexOf(true)).toBeLessThan(tiers.includes(false) ? tiers.indexOf(false) : Infinity);
      }),
    );
  });

  test('people alike but for their check-in are called first come, first served', () => {
    fc.assert(
      fc.property(
        entryArb,
        fc.uniqueArray(instant, { minLength: 2, maxLength: 20 }),
        settingsArb,
        (like, times, settings) => {
          const entries = times.map((checkedInAt, i) => ({ ...like, bookedAt: null, uid: `${i}`, checkedInAt }));
          const called = orderQueue(entries, settings).map((row) => row.entry.checkedInAt);
          expect(called).toEqual(times.toSorted((a, b) => a - b));
        },
      ),
    );
  });
});

describe('the order as an order', () => {
  test('it is total: antisymmetric, transitive, and equal only to itself', () => {
    fc.assert(
      fc.property(entryArb, entryArb, entryArb, settingsArb, (a, b, c, settings) => {
        const [x, y, z] = [a, b, c].map((entry) => orderKeyOf(entry, settings)) as [never, never, never];
        expect(Math.sign(compareOrderKeys(x, y)) + Math.sign(compareOrderKeys(y, x))).toBe(0);
        expect(compareOrderKeys(x, y) <= 0 && compareOrderKeys(y, z) <= 0 && compareOrderKeys(x, z) > 0).toBe(false);
        expect(compareOrderKeys(x, x)).toBe(0);
        expect(compareOrderKeys(x, y) === 0 && a.uid !== b.uid).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  test('it does not depend on how the entries are given, and ordering again changes nothing', () => {
    fc.assert(
      fc.property(queueArb, settingsArb, fc.infiniteStream(fc.nat()), (entries, settings, chance) => {
        const shuffled = entries.map((entry) => ({ entry, by: chance.next().value })).toSorted((a, b) => a.by - b.by);
        const once = orderQueue(entries, settings);
        expect(
          orderOf(
            shuffled.map((row) => row.entry),
            settings,
          ),
        ).toEqual(once.map((row) => row.entry.uid));
        expect(
          orderOf(
            once.map((row) => row.entry),
            settings,
          ),
        ).toEqual(once.map((row) => row.entry.uid));
      }),
    );
  });

  test('someone who comes or goes does not change the order of the others', () => {
    fc.assert(
      fc.property(queueArb, settingsArb, ([one, ...others], settings) => {
        const without = orderOf(others, settings);
        expect(orderOf([one as PriorityEntry, ...others], settings).filter((uid) => uid !== one?.uid)).toEqual(without);
      }),
    );
  });
});

describe('coming back', () => {
  test('return and transfer keep the anchor: nobody who stood behind is in front afterwards', () => {
    const event = fc.constantFrom(
      { type: 'return' as const },
      { type: 'transfer' as const, serviceUid: 'lab', doctorUid: null },
      { type: 'hold' as const },
    );
    fc.assert(
      fc.property(entryArb, entryArb, settingsArb, event, (entry, other, settings, move) => {
        fc.pre(entry.uid !== other.uid && !entry.returned && !entry.transferred);
        const queued = newEntry(entry.uid, entry.checkedInAt);
        const called = applyQueueEvent(queued, { type: 'call', stationUid: 'room 1' }, NOON);
        const back = applyQueueEvent(called, move, NOON + 5 * MINUTE);
        const again = {
          ...entry,
          checkedInAt: back.checkedInAt,
          returned: move.type === 'return',
          transferred: move.type === 'transfer',
        };
        expect(anchorOf(again, settings)).toBe(anchorOf(entry, settings));
        const wasFirst = orderOf([entry, other], settings)[0] === entry.uid;
        expect(!wasFirst || orderOf([again, other], settings)[0] === entry.uid).toBe(true);
      }),
    );
  });
});

describe('booked times', () => {
  const booked = (checkedIn: number) => walkIn('booked', checkedIn, { bookedAt: NOON });

  test('on time counts from the booked time, late from the check-in', () => {
    expect(anchorOf(booked(10), DEFAULT_PRIORITY_SETTINGS)).toBe(NOON);
    expect(anchorOf(booked(11), DEFAULT_PRIORITY_SETTINGS)).toBe(NOON + 11 * MINUTE);
  });

  test('coming an hour early gains no place before a walk-in who came before the booked time', () => {
    expect(orderOf([booked(-60), walkIn('walk-in', -1), walkIn('later', 1)])).toEqual(['walk-in', 'booked', 'later']);
  });

  test('waiting too early raises no alert', () => {
    const low = { ...booked(-120), urgency: 'low' as const };
    expect(findOverdue([low], DEFAULT_PRIORITY_SETTINGS, NOON)).toEqual([]);
    expect(findOverdue([low], DEFAULT_PRIORITY_SETTINGS, NOON + 46 * MINUTE)).toEqual([
      { uid: 'booked', waitClass: 'low', waitedMinutes: 61, maximumMinutes: 60 },
    ]);
  });
});

test('the alert lists the most overdue first, by the target of each class', () => {
  const entries = [
    walkIn('routine', -119),
    walkIn('high', -25, { urgency: 'high' }),
    walkIn('emergency', -40, { emergency: true, urgency: 'high' }),
    walkIn('medium', -30, { urgency: 'medium' }),
  ];
  expect(findOverdue(entries, DEFAULT_PRIORITY_SETTINGS, NOON).map((wait) => wait.uid)).toEqual(['emergency', 'high']);
});

test('the preview shows who would move, and changes nothing', () => {
  const entries = [walkIn('first', 0), walkIn('second', 5), walkIn('old', 20, { age: 85 })];
  const proposed = prioritySettingsSchema.parse({ ageCredit: [{ fromAge: 80, toAge: 150, minutes: 30 }] });
  expect(previewSettings(entries, DEFAULT_PRIORITY_SETTINGS, proposed)).toEqual({
    rows: [
      { uid: 'old', from: 3, to: 1, move: 2, headStartChange: 20 },
      { uid: 'first', from: 1, to: 2, move: -1, headStartChange: 0 },
      { uid: 'second', from: 2, to: 3, move: -1, headStartChange: 0 },
    ],
    movedEarlier: 1,
    movedLater: 2,
    largestMove: 2,
  });
  expect(orderOf(entries)).toEqual(['first', 'second', 'old']);
});
