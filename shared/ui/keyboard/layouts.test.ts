import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '#shared/domain/language.ts';
import { english } from './latin-layouts.ts';
import { LAYOUTS } from './layouts.ts';

/** Names as people bear them; each must be writable on the keyboard of its language. */
const NAMES: Record<Language, string[]> = {
  en: ['Siobhán O’Brien', 'Mary-Jane', 'Zoë'],
  es: ['José María Núñez', 'Agüero'],
  fr: ['François Lefèvre', 'Anne-Gaëlle d’Aÿ', 'Cœur'],
  de: ['Jürgen Weiß', 'Käthe Größl'],
  pt: ['João Conceição', 'Inês Araújo'],
  ar: ['أمينة الأنصاري', 'عبد الرحمن', 'إسراء', 'آلاء', 'لؤي', 'فاطمة الزهراء', 'پرویز', 'Amina'],
  hi: ['अमित शर्मा', 'प्रिया', 'कृष्ण', 'ज्ञानेश्वर', 'आँचल', 'शंकर', 'गुड़िया', 'Priya'],
  zh: ['wang wei', 'Lü'],
};

describe.each(LANGUAGES.map(({ code }) => code))('the %s keyboard', (language) => {
  const layout = LAYOUTS[language];
  const pages = [layout.letters, layout.more, ...(layout.offersLatin ? [english.letters] : [])];

  it('has no key twice on a page', () => {
    for (const page of pages) {
      const keys = page.flat();
      expect(keys).toHaveLength(new Set(keys).size);
    }
  });

  it('has rows that fit the screen: eleven keys at most', () => {
    expect(Math.max(...pages.flat().map((keys) => keys.length))).toBeLessThanOrEqual(11);
  });

  it('writes names, whole', () => {
    const keys = [...pages.flat(2), ...layout.marks, ' '];
    const cased = layout.hasCase || layout.offersLatin;
    const typeable = [...keys, ...(cased ? keys.map((key) => key.toLocaleUpperCase(language)) : [])];
    // A name is writable when keys, longest first, use it up.
    const longestFirst = typeable.map((key) => key.normalize('NFC')).toSorted((a, b) => b.length - a.length);
    for (const name of NAMES[language]) {
      let rest = name.normalize('NFC');
      for (;;) {
        const key = longestFirst.find((candidate) => rest.startsWith(candidate));
        if (!key) break;
        rest = rest.slice(key.length);
      }
      expect(rest).toBe('');
    }
  });
});
