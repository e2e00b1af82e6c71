import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min';

/**
 * E.164 where the number can be one in the clinic's country (ISO 3166-1 alpha-2) or carries its own country code;
 * otherwise as it was typed, for staff to correct: a wrong phone number never keeps anyone from checking in.
 */
export function normalizePhone(phone: string, country: string): string {
  const parsed = parsePhoneNumberFromString(phone, country as CountryCode);
  return parsed?.isPossible() ? parsed.number : phone;
}
