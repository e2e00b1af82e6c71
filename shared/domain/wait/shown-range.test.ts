import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reviseRange, roundWait, showRange } from './shown-range.ts';

const MINUTE = 60_000;
const NOON = Date.UTC(2026, 2, 14, 12);
const at = (minute: number) => NOON + minute * MINUTE;

test('the upper end is rounded up and the lower end down, to whole steps, and never empty', () => {
  expect(roundWait({ lower: 11.2, upper: 20.1 }, 5)).toEqual({ lower: 10, upper: 25 });
  expect(roundWait({ lower: 0, upper: 0 }, 5)).toEqual({ lower: 0, upper: 5 });
  expect(roundWait({ lower: 15, upper: 15 }, 5)).toEqual({ lower: 10, upper: 15 });
  fc.assert(
    fc.property(fc.double({ min: 0, max: 500, noNaN: true }), fc.double({ min: 0, max: 500, noNaN: true }), (a, b) => {
      const wait = { lower: Math.min(a, b), upper: Math.max(a, b) };
      const shown = roundWait(wait, 5);
      expect(shown.upper).toBeGreaterThanOrEqual(wait.upper);
      expect(shown.lower).toBeLessThanOrEqual(wait.lower);
      expect(shown.upper).toBeGreaterThan(shown.lower);
      expect([shown.lower % 5, shown.upper % 5]).toEqual([0, 0]);
    }),
  );
});

describe('a range that was shown', () => {
  const shown = showRange({ lower: 8, upper: 19 }, 5, NOON);

  test('stays while the fresh one is about the same', () => {
    expect(shown).toEqual({ from: at(5), to: at(20), saidAt: NOON, extensions: 0 });
    expect(reviseRange(shown, { lower: 2, upper: 14 }, 5, at(4))).toEqual({ range: shown, change: 'kept' });
  });

  test('is extended by a whole step at least when it is overrun', () => {
    const revised = reviseRange(shown, { lower: 0, upper: 1 }, 5, at(20));
    expect(revised.change).toBe('extended');
    expect(revised.range).toEqual({ from: at(20), to: at(25), saidAt: at(20), extensions: 1 });
  });

  test('is extended before it is overrun once that is sure', () => {
    const revised = reviseRange(shown, { lower: 14, upper: 28 }, 5, at(10));
    expect(revised).toMatchObject({ change: 'extended', range: { to: at(40), extensions: 1 } });
  });

  test('is shortened when there is good news of two steps', () => {
    expect(reviseRange(shown, { lower: 0, upper: 4 }, 5, at(2))).toMatchObject({
      change: 'shortened',
      range: { to: at(7) },
    });
  });

  test('never ends in the past and never shrinks while overrun, whatever the estimates', () => {
    const waitArb = fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 90 }));
    fc.assert(
      fc.property(fc.array(waitArb, { maxLength: 40 }), (estimates) => {
        let range = shown;
        estimates.forEach(([a, b], i) => {
          const now = at(3 * (i + 1));
          const revised = reviseRange(range, { lower: Math.min(a, b), upper: Math.max(a, b) }, 5, now);
          expect(revised.range.to).toBeGreaterThan(now);
          expect(now < range.to || revised.change === 'extended').toBe(true);
          range = revised.range;
        });
      }),
    );
  });
});
