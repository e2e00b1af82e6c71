import { languageSchema, type Language } from '#shared/domain/language.ts';

/** Until a clinic says what it speaks: the first of the machine's own languages that this program has. */
export function firstLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const known = languageSchema.safeParse(tag.split('-')[0]?.toLowerCase());
    if (known.success) return known.data;
  }
  return 'en';
}
