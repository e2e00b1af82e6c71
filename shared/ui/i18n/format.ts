import { moneyText } from '#shared/domain/money-text.ts';
import type { Language } from '#shared/domain/language.ts';
import type { Instant } from '#shared/domain/ports.ts';

export type Format = {
  /** BCP 47, with the clinic's country: its English writes 3/14 or 14/3 as people there do. */
  locale: string;
  number(value: number): string;
  /** Wall time at the clinic, `14:05` or `2:05 PM`. */
  time(instant: Instant): string;
  /** `Saturday, 14 March` at the clinic. */
  day(instant: Instant): string;
  /** `14 March 2026`, of a calendar date `YYYY-MM-DD` that belongs to no zone. */
  date(isoDate: string): string;
  /** `25 min`. */
  minutes(value: number): string;
  /** `10–25 min`. */
  minuteRange(range: readonly [number, number]): string;
  money(amount: number, currency: string): string;
  /** Of an amount in the currency's smallest unit: 2500 cents, 2500 yen. */
  moneyMinor(amount: number, currency: string): string;
};

export type FormatOptions = { language: Language; country?: string | undefined; timeZone?: string | undefined };

/** Formats for one person at one clinic. Without a clinic yet (not paired), the machine's own zone. */
export function createFormat({ language, country, timeZone }: FormatOptions): Format {
  const locale = localeOf(language, country);
  const zone = timeZone === undefined ? {} : { timeZone };
  const number = new Intl.NumberFormat(locale);
  const time = new Intl.DateTimeFormat(locale, { ...zone, hour: 'numeric', minute: '2-digit' });
  const day = new Intl.DateTimeFormat(locale, { ...zone, weekday: 'long', day: 'numeric', month: 'long' });
  const date = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'long' });
  const minutes = new Intl.NumberFormat(locale, { style: 'unit', unit: 'minute', unitDisplay: 'short' });
  return {
    locale,
    number: (value) => number.format(value),
    time: (instant) => time.format(instant),
    day: (instant) => day.format(instant),
    date: (isoDate) => date.format(new Date(`${isoDate}T00:00:00Z`)),
    minutes: (value) => minutes.format(value),
    minuteRange: ([low, high]) => (low === high ? minutes.format(low) : minutes.formatRange(low, high)),
    money: (amount, currency) => new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount),
    moneyMinor: (amountMinor, currency) => moneyText({ amountMinor, currency }, locale),
  };
}

/**
 * Western digits in every language: the token on the wall, on the paper and in the text about it must be one and the
 * same to the eye.
 */
function localeOf(language: Language, country: string | undefined): string {
  return `${language}${country ? `-${country}` : ''}-u-ca-gregory-nu-latn`;
}
