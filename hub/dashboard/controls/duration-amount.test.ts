import { expect, test } from 'vitest';
import { inUnit, unitOf } from './duration-amount.ts';

test('a time is said in the largest unit that fits it whole', () => {
  expect([0, 15, 60, 90, 120, 1440, 2880, 1500].map(unitOf)).toEqual([
    'hour',
    'minute',
    'hour',
    'minute',
    'hour',
    'day',
    'day',
    'hour',
  ]);
});

test('and another unit never leads beyond what is allowed', () => {
  const twoWeeks = { min: 5, max: 20_160 };
  expect(inUnit(2, 'day', twoWeeks)).toBe(2880);
  expect(inUnit(60, 'day', twoWeeks)).toBe(20_160);
  expect(inUnit(1, 'minute', twoWeeks)).toBe(5);
});
