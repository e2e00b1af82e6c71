import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { waitRange } from './wait-range.ts';

describe('the range told to a walk-in', () => {
  it.each([
    [{ ahead: 0, averageMinutes: 12, servers: 1 }, [0, 5]],
    [{ ahead: 2, averageMinutes: 12, servers: 1 }, [15, 40]],
    [{ ahead: 6, averageMinutes: 10, servers: 2 }, [20, 45]],
    [{ ahead: 3, averageMinutes: 10, servers: 0 }, [20, 45]],
  ])('for %j is %j', (load, range) => {
    expect(waitRange(load)).toEqual(range);
  });

  it('holds the plain product, in steps of five, and is never a single point', () => {
    fc.assert(
      fc.property(
        fc.nat(200),
        fc.integer({ min: 1, max: 480 }),
        fc.integer({ min: 1, max: 9 }),
        (ahead, average, servers) => {
          const [low, high] = waitRange({ ahead, averageMinutes: average, servers });
          const expected = (ahead * average) / servers;
          expect(low).toBeLessThanOrEqual(expected);
          expect(high).toBeGreaterThanOrEqual(expected);
          expect(high - low).toBeGreaterThanOrEqual(5);
          expect([low % 5, high % 5]).toEqual([0, 0]);
        },
      ),
    );
  });
});
