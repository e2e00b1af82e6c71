import { expect, it } from 'vitest';
import { moneyText } from './money-text.ts';

it.each([
  ['en-GB', 2500, 'GBP', '£25.00'],
  ['de-DE', 2550, 'EUR', '25,50\u00A0€'],
  ['ja-JP', 900, 'JPY', '￥900'],
  ['hi-IN-u-nu-latn', 30_000, 'INR', '₹300.00'],
])('in %s, %i of the smallest unit of %s is %s', (locale, amountMinor, currency, text) => {
  expect(moneyText({ amountMinor, currency }, locale)).toBe(text);
});

it('has a sign in Arabic that reads the same from either side, and the country’s own where it has one', () => {
  const arabic = (currency: string): string => moneyText({ amountMinor: 2500, currency }, 'ar-u-nu-latn');
  expect(arabic('GBP')).toContain('£');
  expect(arabic('GBP')).not.toContain('UK');
  expect(arabic('AED')).toContain('د.إ');
});
