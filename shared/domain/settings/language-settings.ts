import { z } from 'zod';
import { LANGUAGES, languageSchema } from '#shared/domain/language.ts';

/** Which languages kiosk, display and booking page offer, in this order; each once. */
export const languageSettingsSchema = z.object({
  offered: z
    .array(languageSchema)
    .min(1)
    .max(LANGUAGES.length)
    .refine((codes) => new Set(codes).size === codes.length, 'Name each language once')
    .default(LANGUAGES.map((language) => language.code)),
});
