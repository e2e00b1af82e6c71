import { describe, expect, it } from 'vitest';
import { directionOf, LANGUAGES, languageSchema, localize, localizedTextSchema } from './language.ts';

describe('languages', () => {
  it('are one list: what is offered is what is accepted, with one direction each', () => {
    expect(LANGUAGES.map((language) => language.code)).toEqual(languageSchema.options);
    for (const language of LANGUAGES) {
      expect(directionOf(language.code)).toBe(language.direction);
    }
  });

  it('fall back to what staff typed where there is no translation', () => {
    const name = { text: 'Blood test', translations: { ar: 'فحص الدم' } };
    expect(localize(name, 'ar')).toBe('فحص الدم');
    expect(localize(name, 'de')).toBe('Blood test');
    expect(localize({ text: 'X-ray' }, 'hi')).toBe('X-ray');
  });

  it('refuse an empty translation, which would show nothing, and a language that is not offered', () => {
    expect(localizedTextSchema.safeParse({ text: 'Lab', translations: { de: '' } }).success).toBe(false);
    expect(localizedTextSchema.safeParse({ text: '' }).success).toBe(false);
    expect(localizedTextSchema.safeParse({ text: 'Lab', translations: { xx: 'Lab' } }).success).toBe(false);
  });
});
