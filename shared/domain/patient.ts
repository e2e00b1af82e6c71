import { z } from 'zod';

/**
 * Characters that are removed without a trace: bidirectional marks and embeddings (pasted phone numbers and names carry
 * them, and they reorder a whole line), zero-width spaces, soft hyphens, byte-order and interlinear marks, tags, lone
 * surrogates (Postgres refuses them). The zero-width joiner and non-joiner stay: Persian and Indic names need them.
 */
const INVISIBLE =
  /[\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}\p{Cs}]/gu;

/** C0, C1, DEL and line separators: no name needs them, and printers obey some. They part words, as a space does. */
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/gu;

/** At least one character that a person can see. */
const VISIBLE = /[^\p{Default_Ignorable_Code_Point}\p{C}\p{Z}\p{M}]/u;

/**
 * A person's text as we keep it: NFC, nothing invisible, no control characters, single spaces. Accents, apostrophes
 * and case stay. What is kept once is kept for ever: cleaning clean text changes nothing.
 */
export function cleanText(text: string): string {
  // Normalised last: taking a mark from between a letter and its accent lets the two compose.
  return text.replace(INVISIBLE, '').replace(CONTROL, ' ').normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/** All but tab and line feed. */
const CONTROL_IN_NOTES = /[\p{Cc}\p{Zl}\p{Zp}]/gu;

/** Free text of several lines as we keep it: NFC, nothing invisible, no control characters. Databases refuse some of those. */
export function cleanNote(text: string): string {
  const lines = text.replace(/\r\n?/gu, '\n').replace(INVISIBLE, '');
  return lines
    .replace(CONTROL_IN_NOTES, (control) => (control === '\n' || control === '\t' ? control : ' '))
    .normalize('NFC')
    .trim();
}

/** Free text of at most `max` characters after cleaning. */
export function noteSchema(max: number) {
  return z
    .string()
    .max(max * 2)
    .transform(cleanNote)
    .pipe(z.string().max(max));
}

/** A first or last name: cleaned, with something in it that can be seen. */
export const nameSchema = z.string().max(400).transform(cleanText).pipe(z.string().min(1).max(200).regex(VISIBLE));

export const genderSchema = z.enum(['female', 'male', 'other', 'undisclosed']);
export type Gender = z.infer<typeof genderSchema>;

/** First code points of the decimal digits that the offered languages' keyboards type: Arabic, Persian, Devanagari. */
const DIGIT_ZEROS = [0x0660, 0x06f0, 0x0966];

/** Digits of the offered languages' keyboards as `0` to `9`. */
export function toAsciiDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06F0-\u06F9\u0966-\u096F]/gu, (digit) => {
    const code = digit.charCodeAt(0);
    const zero = DIGIT_ZEROS.find((start) => code >= start && code <= start + 9) ?? code;
    return String(code - zero);
  });
}

/** Digits with an optional leading plus, as typed; the hub brings it to E.164 for the clinic's country. */
export const phoneSchema = z
  .string()
  .max(40)
  // NFKC first: full-width digits and plus signs of East Asian keyboards become ordinary ones.
  .transform((text) => toAsciiDigits(text.normalize('NFKC')).replace(/[\p{Cf}\p{Z}\s\p{Pd}().·/\u2212]/gu, ''))
  .pipe(z.string().regex(/^\+?\d{5,15}$/u));

export const newPatientSchema = z.object({
  uid: z.uuid(),
  firstName: nameSchema,
  lastName: nameSchema,
  birthDate: z.iso.date(),
  phone: phoneSchema,
  gender: genderSchema.optional(),
});
export type NewPatient = z.infer<typeof newPatientSchema>;
