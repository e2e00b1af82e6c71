import { describe, expect, it } from 'vitest';
import { createFormat } from './format.ts';

const AFTERNOON = Date.parse('2026-03-14T13:05:00Z');

describe('formatting', () => {
  it("tells the time at the clinic, in the person's language", () => {
    expect(createFormat({ language: 'de', country: 'DE', timeZone: 'Europe/Berlin' }).time(AFTERNOON)).toBe('14:05');
    expect(createFormat({ language: 'en', country: 'US', timeZone: 'America/New_York' }).time(AFTERNOON)).toMatch(
      /^9:05\sAM$/u,
    );
  });

  it('writes a calendar date that no zone can move', () => {
    expect(createFormat({ language: 'en', country: 'GB', timeZone: 'Pacific/Auckland' }).date('1961-03-14')).toBe(
      '14 March 1961',
    );
  });

  it('gives one number where a range has one, and the digits of the token in every language', () => {
    const arabic = createFormat({ language: 'ar', country: 'EG' });
    expect(arabic.number(47)).toBe('47');
    expect(arabic.minuteRange([10, 25])).toMatch(/10.+25/u);
    expect(createFormat({ language: 'en' }).minuteRange([5, 5])).toBe(createFormat({ language: 'en' }).minutes(5));
  });
});
