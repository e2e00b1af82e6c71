import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min';

/**
 * The text that stands for "this phone and this birth date" in a keyed hash. The number as E.164 where it can be one in the
 * clinic's country (ISO 3166-1 alpha-2), so that 0151… and +49 151… are one; otherwise its digits. Hub and kiosk must
 * build it alike: what differs here is not found.
 */
export function phoneBirthText(phone: string, birthDate: string, country: string): string {
  return `phone+birth\n${phoneText(phone, country)}\n${birthDate}`;
}

export function phoneText(phone: string, country: string): string {
  const parsed = parsePhoneNumberFromString(phone, country as CountryCode);
  return parsed?.isPossible() ? parsed.number : phone.replace(/\D/gu, '');
}

/**
 * The text that stands for a booking code in a keyed hash: the code alone, however it was printed (as an address whose
 * last part it is, in small letters, with spaces or hyphens in it).
 */
export function bookingCodeText(code: string): string {
  const last =
    code
      .trim()
      .replace(/[?#].*$/u, '')
      .replace(/\/+$/u, '')
      .split('/')
      .at(-1) ?? '';
  return `booking\n${last.replace(/[\s-]/gu, '').toLowerCase()}`;
}

/**
 * A keyed hash (hex) as a uid of version 8, RFC 9562's for what one makes oneself: an entity of the feed is found by it
 * without being searched for.
 */
export function matchUid(hash: string): string {
  const part = (from: number, to: number): string => hash.slice(from, to);
  return `${part(0, 8)}-${part(8, 12)}-8${part(12, 15)}-8${part(15, 18)}-${part(18, 30)}`;
}
