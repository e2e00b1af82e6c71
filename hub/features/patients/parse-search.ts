import { toAsciiDigits } from '#shared/domain/patient.ts';
import { normalizePhone } from './normalize-phone.ts';

/** What someone who searches seems to mean. */
export type PatientSearch =
  | { by: 'patient_number'; number: string }
  | { by: 'appointment_number'; number: string }
  | { by: 'phone'; e164: string; digits: string[] }
  | { by: 'name'; words: string[] };

const FEWEST_DIGITS = 3;
/** Scripts that write a name without spaces: each character is looked for by itself. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/**
 * Reads a search as it was typed. Numbers may lack their dashes and zeros; a phone may be written as people write it,
 * from its middle too, with or without the country code or the zero that stands in its place.
 */
export function parseSearch(typed: string, country: string): PatientSearch {
  const text = typed.normalize('NFKC');
  const [, patient] = /^p[- ]?(\d{1,12})$/iu.exec(text) ?? [];
  if (patient) return { by: 'patient_number', number: `P-${trimZeros(patient).padStart(6, '0')}` };
  const [, year, appointment] = /^apt[- ]?(\d{4})[- ]?(\d{1,12})$/iu.exec(text) ?? [];
  if (year && appointment) {
    return { by: 'appointment_number', number: `APT-${year}-${trimZeros(appointment).padStart(4, '0')}` };
  }
  const phone = toAsciiDigits(text);
  const digits = phone.replace(/\D/gu, '');
  if (/^[\d\s+().\-/]+$/u.test(phone) && digits.length >= FEWEST_DIGITS) {
    // Zeros in front may stand for the country, or just be the digits before those that follow.
    const parts = [trimZeros(digits), digits].filter((part) => part.length >= FEWEST_DIGITS);
    return { by: 'phone', e164: normalizePhone(phone, country), digits: [...new Set(parts)] };
  }
  return { by: 'name', words: text.split(/\s+/u).flatMap((word) => (UNSPACED.test(word) ? Array.from(word) : [word])) };
}

function trimZeros(digits: string): string {
  return digits.replace(/^0+/u, '');
}
