import { Temporal } from 'temporal-polyfill';

export type DatePart = 'day' | 'month' | 'year';
export const PART_LENGTH: Record<DatePart, number> = { day: 2, month: 2, year: 4 };

/** People live to 122; more is a slip of the finger. */
const OLDEST_YEARS = 125;

/** The order in which a locale writes a date. */
export function dateOrder(locale: string): DatePart[] {
  const parts = new Intl.DateTimeFormat(locale, { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' });
  return parts
    .formatToParts(0)
    .map(({ type }) => type)
    .filter((type): type is DatePart => type in PART_LENGTH);
}

/**
 * One more digit of a date in `order`. A first digit that can only be a single-digit day or month (4 for a day, 2 for
 * a month) is given its nought, so that 4 3 1961 and 04 03 1961 are typed alike.
 */
export function typeDateDigit(digits: string, digit: string, order: readonly DatePart[]): string {
  if (digits.length >= 8) return digits;
  const { part, offset } = partAt(digits.length, order);
  const isShort = offset === 0 && ((part === 'day' && digit > '3') || (part === 'month' && digit > '1'));
  return digits + (isShort ? `0${digit}` : digit);
}

/** The digits of each part so far. */
export function dateParts(digits: string, order: readonly DatePart[]): Record<DatePart, string> {
  const parts = { day: '', month: '', year: '' };
  let from = 0;
  for (const part of order) {
    parts[part] = digits.slice(from, from + PART_LENGTH[part]);
    from += PART_LENGTH[part];
  }
  return parts;
}

/** Which part the next digit belongs to; the last one when all are there. */
export function partAt(length: number, order: readonly DatePart[]): { part: DatePart; offset: number } {
  let from = 0;
  for (const part of order) {
    if (length < from + PART_LENGTH[part]) return { part, offset: length - from };
    from += PART_LENGTH[part];
  }
  return { part: order.at(-1) ?? 'year', offset: PART_LENGTH.year };
}

export type DateReading =
  | { status: 'incomplete' }
  | { status: 'wrong'; fault: 'impossible' | 'future' | 'too_old' }
  | { status: 'right'; date: string };

/** Reads a birth date. `today` is the clinic's own day, `YYYY-MM-DD`. */
export function readBirthDate(digits: string, order: readonly DatePart[], today: string): DateReading {
  if (digits.length < 8) return { status: 'incomplete' };
  const { day, month, year } = dateParts(digits, order);
  try {
    const date = Temporal.PlainDate.from(`${year}-${month}-${day}`);
    const present = Temporal.PlainDate.from(today);
    if (Temporal.PlainDate.compare(date, present) > 0) return { status: 'wrong', fault: 'future' };
    if (date.until(present, { largestUnit: 'years' }).years > OLDEST_YEARS)
      return { status: 'wrong', fault: 'too_old' };
    return { status: 'right', date: date.toString() };
  } catch {
    return { status: 'wrong', fault: 'impossible' };
  }
}

/** `1961-03-14` back into digits, for coming back to the question. */
export function digitsOf(date: string | undefined, order: readonly DatePart[]): string {
  const [year = '', month = '', day = ''] = date?.split('-') ?? [];
  return order.map((part) => ({ day, month, year })[part]).join('');
}
