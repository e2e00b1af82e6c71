import { z } from 'zod';

/** C0, C1, DEL, and the invisible characters that reorder or hide text: no name needs them, and printers obey some. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069\uFEFF\uFFF9-\uFFFB]/gu;

/** A person's text as we keep it: NFC, no control characters, single spaces. Accents, apostrophes and case stay. */
export function cleanText(text: string): string {
  return text.normalize('NFC').replace(UNPRINTABLE, ' ').replace(/\s+/gu, ' ').trim();
}

const nameSchema = z.string().max(400).transform(cleanText).pipe(z.string().min(1).max(200));

export const genderSchema = z.enum(['female', 'male', 'other', 'undisclosed']);
export type Gender = z.infer<typeof genderSchema>;

/** Digits with an optional leading plus, as typed; the hub brings it to E.164 for the clinic's country. */
export const phoneSchema = z
  .string()
  .max(40)
  .transform((text) => text.replace(/[\s().\-/\u00A0]/gu, ''))
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
