import { describe, expect, it } from 'vitest';
import { clinicDay } from './clinic-day.ts';
import { dateOrder, dateParts, digitsOf, readBirthDate, typeDateDigit } from './date-entry.ts';

const DMY = ['day', 'month', 'year'] as const;
const typeAll = (text: string, order: Parameters<typeof typeDateDigit>[2] = DMY) =>
  Array.from(text).reduce((digits, digit) => typeDateDigit(digits, digit, order), '');

describe('the order of a date', () => {
  it.each([
    ['en-GB', 'day month year'],
    ['en-US', 'month day year'],
    ['de-DE', 'day month year'],
    ['ar-EG-u-nu-latn', 'day month year'],
    ['hi-IN', 'day month year'],
    ['zh-CN', 'year month day'],
  ])('in %s is %s', (locale, order) => {
    expect(dateOrder(locale).join(' ')).toBe(order);
  });
});

describe('typing a date', () => {
  it('fills in the nought that a short day or month leaves out', () => {
    expect(typeAll('431961')).toBe('04031961');
    expect(typeAll('04031961')).toBe('04031961');
    expect(typeAll('9301961', ['month', 'day', 'year'])).toBe('09301961');
  });

  it('takes no more digits than a date has', () => {
    expect(typeAll('140319619')).toBe('14031961');
  });

  it('shows each part as far as it is typed', () => {
    expect(dateParts('14031', DMY)).toEqual({ day: '14', month: '03', year: '1' });
  });

  it('comes back as it was typed', () => {
    expect(digitsOf('1961-03-14', ['month', 'day', 'year'])).toBe('03141961');
    expect(digitsOf(undefined, DMY)).toBe('');
  });
});

describe('reading a birth date', () => {
  const read = (digits: string) => readBirthDate(digits, DMY, '2026-03-14');

  it('takes a date up to today', () => {
    expect(read('29022000')).toEqual({ status: 'right', date: '2000-02-29' });
    expect(read('14032026')).toEqual({ status: 'right', date: '2026-03-14' });
  });

  it.each([
    ['31022020', 'impossible'],
    ['29022001', 'impossible'],
    ['00011990', 'impossible'],
    ['15032026', 'future'],
    ['01011890', 'too_old'],
  ])('refuses %s as %s', (digits, fault) => {
    expect(read(digits)).toEqual({ status: 'wrong', fault });
  });

  it('waits for all of it', () => {
    expect(read('1403196')).toEqual({ status: 'incomplete' });
  });
});

it("today is the clinic's day, wherever the machine is", () => {
  const justAfterMidnightInAuckland = Date.parse('2026-03-13T11:30:00Z');
  expect(clinicDay(justAfterMidnightInAuckland, 'Pacific/Auckland')).toBe('2026-03-14');
  expect(clinicDay(justAfterMidnightInAuckland, 'America/Los_Angeles')).toBe('2026-03-13');
});
