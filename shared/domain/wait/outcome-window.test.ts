import { describe, expect, test } from 'vitest';
import { seededRandom } from '#testing/seeded-random.ts';
import { calibrate, newCalibration, ratioAt } from './calibration.ts';
import { addOutcome, effectiveCount, newOutcomeWindow, quantileOf } from './outcome-window.ts';

const SHARE = 0.8;

/** Days of ten people each; `alike` 1: all of one day fare the same, 0: each for oneself. */
function outcomesOf(days: number, alike: number, random = seededRandom(7)): { day: number; ratio: number }[] {
  return Array.from({ length: days }, (_, day) => {
    const shared = random();
    return Array.from({ length: 10 }, () => ({ day, ratio: 0.5 + (random() < alike ? shared : random()) }));
  }).flat();
}

function windowOf(days: number, alike: number) {
  const window = newOutcomeWindow();
  for (const { day, ratio } of outcomesOf(days, alike)) addOutcome(window, { ratio, late: false, share: SHARE, day });
  return window;
}

describe('how many independent outcomes a window is worth', () => {
  test('about as many as there are, when each fares for oneself', () => {
    expect(effectiveCount(windowOf(50, 0), SHARE)).toBeGreaterThan(350);
  });

  test('about one a day, when all of a day fare alike', () => {
    const count = effectiveCount(windowOf(50, 1), SHARE);
    expect(count).toBeGreaterThan(30);
    expect(count).toBeLessThan(100);
  });

  test('never more than there are, and none of a group that nobody was in', () => {
    for (const days of [1, 3, 20, 80]) {
      const window = windowOf(days, 0);
      expect(effectiveCount(window, SHARE)).toBeLessThanOrEqual(window.sorted.length);
    }
    expect(effectiveCount(undefined, SHARE)).toBe(0);
  });
});

test('only the last 500 outcomes are kept, in order', () => {
  const window = windowOf(80, 0);
  expect(window.sorted).toHaveLength(500);
  expect(window.sorted).toEqual(window.seen.toSorted((a, b) => a - b));
  expect(quantileOf(window, SHARE)).toBeCloseTo(1.3, 1);
  expect(quantileOf(newOutcomeWindow(), SHARE)).toBeNull();
});

describe('few days on which all fare alike', () => {
  /** Chance that someone of the next day comes by the upper end, over many clinics that have seen `days` days. */
  function nextDayCoverage(days: number): number {
    const random = seededRandom(11);
    let met = 0;
    const clinics = 1500;
    for (let clinic = 0; clinic < clinics; clinic += 1) {
      const calibration = newCalibration();
      for (const { day, ratio } of outcomesOf(days, 1, random))
        calibrate(calibration, ['all'], { ratio, late: false, share: SHARE, day });
      // The level is tested elsewhere; here nothing was ever late or early.
      (calibration.groups['all'] ?? newOutcomeWindow()).level = 0;
      if (0.5 + random() <= ratioAt(calibration, ['all'], SHARE, 1.3)) met += 1;
    }
    return met / clinics;
  }

  test.each([3, 6, 12, 30])('%i of them are enough for four in five', (days) => {
    expect(nextDayCoverage(days)).toBeGreaterThan(0.77);
    expect(nextDayCoverage(days)).toBeLessThan(0.9);
  });
});
