import { z } from 'zod';

/** In the order in which they are offered, each named in itself. */
export const LANGUAGES = [
  { code: 'en', name: 'English', direction: 'ltr' },
  { code: 'es', name: 'Español', direction: 'ltr' },
  { code: 'fr', name: 'Français', direction: 'ltr' },
  { code: 'de', name: 'Deutsch', direction: 'ltr' },
  { code: 'pt', name: 'Português', direction: 'ltr' },
  { code: 'ar', name: 'العربية', direction: 'rtl' },
  { code: 'hi', name: 'हिन्दी', direction: 'ltr' },
  { code: 'zh', name: '中文', direction: 'ltr' },
] as const;

export const languageSchema = z.enum(['en', 'es', 'fr', 'de', 'pt', 'ar', 'hi', 'zh']);
export type Language = z.infer<typeof languageSchema>;

/** A name that staff typed once, with translations where they gave any. */
export const localizedTextSchema = z.object({
  text: z.string().min(1).max(200),
  translations: z.partialRecord(languageSchema, z.string().min(1).max(200)).optional(),
});
export type LocalizedText = z.infer<typeof localizedTextSchema>;

export function localize(name: LocalizedText, language: Language): string {
  return name.translations?.[language] ?? name.text;
}

export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}
