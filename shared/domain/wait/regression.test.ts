import { expect, test } from 'vitest';
import { learn, newRegression, predict } from './regression.ts';

const OPTIONS = { leading: 0, keep: 0.9999, strength: 10 };

/** Repeatable numbers between 0 and 1 without a generator: the fractions of multiples of an irrational. */
const spread = (i: number, by: number) => (i * by) % 1;

test('knows only its leading feature while cold', () => {
  expect(predict(newRegression(), [12, 99, -5], 0)).toBe(12);
});

test('finds the weights that made the outcomes', () => {
  const regression = newRegression();
  for (let i = 1; i <= 4000; i += 1) {
    const features = [20 * spread(i, Math.SQRT2), 5 * spread(i, Math.E), spread(i, Math.PI)];
    const value = 0.4 * (features[0] ?? 0) + 3 * (features[1] ?? 0) - 7 * (features[2] ?? 0);
    learn(regression, features, { value, weight: 1 }, OPTIONS);
  }
  const [a, b, c] = regression.weights;
  expect(a).toBeCloseTo(0.4, 1);
  expect(b).toBeCloseTo(3, 1);
  expect(c).toBeCloseTo(-7, 0);
});

test('a few outcomes move it a little: the prior weighs ten', () => {
  const regression = newRegression();
  for (let i = 0; i < 20; i += 1) learn(regression, [10], { value: 20, weight: 1 }, OPTIONS);
  // 20 observations of "twice as much" against 10 of "as foretold": (20·2 + 10·1) / 30.
  expect(predict(regression, [10], 0)).toBeCloseTo(16.7, 1);
});

test('does not care about units: a hundred times the feature is a hundredth of the weight', () => {
  const [plain, scaled] = [newRegression(), newRegression()];
  for (let i = 1; i <= 200; i += 1) {
    const features = [10 * spread(i, Math.SQRT2), spread(i, Math.E)];
    const outcome = { value: 2 * (features[0] ?? 0) + (features[1] ?? 0), weight: 1 };
    learn(plain, features, outcome, OPTIONS);
    learn(scaled, [features[0] ?? 0, 100 * (features[1] ?? 0)], outcome, OPTIONS);
  }
  expect(predict(scaled, [4, 50], 0)).toBeCloseTo(predict(plain, [4, 0.5], 0), 6);
});

test('features that are copies of each other, or always nothing, do not break it', () => {
  const regression = newRegression();
  for (let i = 1; i <= 100; i += 1) learn(regression, [i % 7, i % 7, 0], { value: 3 * (i % 7), weight: 1 }, OPTIONS);
  expect(predict(regression, [5, 5, 0], 0)).toBeGreaterThan(13);
  expect(regression.weights.every(Number.isFinite)).toBe(true);
});
