import { describe, expect, test } from 'vitest';
import { seededRandom } from '#testing/seeded-random.ts';
import { calibrate, calibrationKeys, newCalibration, placeBand, ratioAt } from './calibration.ts';

/** Outcomes ÷ expectations of an exponential wait, scaled by how wrong the expectation is. */
function coverageOf(wrongBy: (i: number) => number, waitClass: (i: number) => string, n = 6000): Map<string, number> {
  const calibration = newCalibration();
  const random = seededRandom(5);
  const hits = new Map<string, boolean[]>();
  for (let i = 0; i < n; i += 1) {
    const keys = calibrationKeys(waitClass(i), '2');
    const ratio = -Math.log(1 - random()) * wrongBy(i);
    const upper = ratioAt(calibration, keys, 0.8, 1.6);
    hits.set(waitClass(i), [...(hits.get(waitClass(i)) ?? []), ratio <= upper]);
    calibrate(calibration, keys, { ratio, late: ratio > upper, share: 0.8, day: Math.floor(i / 60) });
  }
  return new Map([...hits].map(([name, own]) => [name, own.filter(Boolean).length / own.length]));
}

describe('four in five come by the upper end', () => {
  test('when expectations are right', () => {
    expect(
      coverageOf(
        () => 1,
        () => 'routine',
      ).get('routine'),
    ).toBeCloseTo(0.8, 1.5);
  });

  test('in each class, when one is foretold three times too long and the other half as long as it is', () => {
    const waitClass = (i: number) => (i % 3 === 0 ? 'high' : 'low');
    const coverage = coverageOf((i) => (i % 3 === 0 ? 1 / 3 : 2), waitClass);
    for (const share of coverage.values()) expect(Math.abs(share - 0.8)).toBeLessThan(0.03);
  });

  test('while everything becomes three times as slow', () => {
    const share =
      coverageOf(
        (i) => 1 + i / 3000,
        () => 'routine',
      ).get('routine') ?? 0;
    expect(Math.abs(share - 0.8)).toBeLessThan(0.03);
  });
});

test('cold, the ends are what was said of a cold start', () => {
  expect(ratioAt(newCalibration(), calibrationKeys('low', '0'), 0.8, 1.6)).toBe(1.6);
});

test('places are told apart near the head of the line, and a free station from both', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 12, 50].map((ahead) => placeBand(ahead, false))).toEqual(
    '0 1 2 3 4 4 5 6 10'.split(' '),
  );
  expect(placeBand(0, true)).toBe('free');
});
