import { describe, expect, it } from 'vitest';
import { feesWith, majorOf, minorOf } from './fee-amounts.ts';

describe('fees', () => {
  it('keep every cent, in currencies with two, no and three decimal places', () => {
    for (const [currency, minor, major] of [
      ['EUR', 1999, 19.99],
      ['JPY', 2500, 2500],
      ['KWD', 1250, 1.25],
    ] as const) {
      expect(majorOf(minor, currency)).toBe(major);
      expect(minorOf(major, currency)).toBe(minor);
    }
  });

  it('are one a service, and none where nothing is to be paid', () => {
    const fees = feesWith([], 'a', 500, 'EUR');
    expect(feesWith(fees, 'a', 700, 'EUR')).toEqual([{ serviceUid: 'a', amountMinor: 700, currency: 'EUR' }]);
    expect(feesWith(fees, 'a', 0, 'EUR')).toEqual([]);
  });
});
