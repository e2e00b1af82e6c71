import { GlobalFonts } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { HOSTILE_NAMES } from '#testing/fixtures/names.ts';
import { drawText } from './draw-text.ts';
import { drawableText, familiesFor } from './ticket-fonts.ts';

/** Names as people write them where the script is at home; the fixture has the commoner ones many times over. */
const NAMES = {
  hebrew: 'אברהם בן־דוד',
  armenian: 'Հարությունյան',
  georgian: 'გიორგი ჯავახიშვილი',
  ethiopic: 'አበበ በቀለ',
  bengali: 'আহম্মেদ রহমান',
  gurmukhi: 'ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ',
  gujarati: 'નરેન્દ્ર પટેલ',
  tamil: 'லட்சுமி கிருஷ்ணன்',
  telugu: 'వెంకటేశ్వర్లు',
  kannada: 'ಕೃಷ್ಣಮೂರ್ತಿ',
  malayalam: 'ശ്രീലക്ഷ്മി',
  sinhala: 'ශ්‍රී ලංකා',
  thai: 'สมชาย ใจดี',
  lao: 'ບຸນມີ',
  myanmar: 'အောင်ဆန်း',
  khmer: 'សុខ សុវណ្ណា',
  kr: '김민준 裵',
};

describe('names in every script', () => {
  it('read a font only when its script comes', () => {
    familiesFor('Amina عمر');
    const read = () => GlobalFonts.families.map(({ family }) => family).filter((name) => name.startsWith('Ticket '));
    expect(read().length).toBeLessThan(6);
    familiesFor(NAMES.khmer);
    expect(read()).toContain('Ticket noto-sans-khmer khmer');
    expect(read()).not.toContain('Ticket noto-sans-thai thai');
  });

  it.each(HOSTILE_NAMES.map(({ country, name, why }) => [why, country, name]))('%s, %s: %s', (_why, _country, name) => {
    expect(drawableText(name)).toBe(name);
  });

  it.each(Object.entries(NAMES))('%s is drawn in its own font: %s', (script, name) => {
    expect(drawableText(name)).toBe(name);
    expect(familiesFor(name).some((family) => family.startsWith(`Ticket noto-sans-${script} `))).toBe(true);
    const style = { fontSize: 44, bold: true, direction: 'ltr', language: 'en', maxLines: 1 } as const;
    // As many boxes or question marks would be another picture.
    const missing = drawText('\uFFFD'.repeat(Array.from(name).length), 576, style);
    expect(drawText(name, 576, style).data).not.toEqual(missing.data);
  });

  it('is no hairline in any of them, and is bolder when it must be', () => {
    const ink = (text: string, bold: boolean) => {
      const style = { fontSize: 44, bold, direction: 'ltr', language: 'en', maxLines: 1 } as const;
      return drawText(text, 576, style).data.reduce(
        (sum, byte) => sum + byte.toString(2).replaceAll('0', '').length,
        0,
      );
    };
    const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });
    // Latin of the same size is the measure: hairlines have a third of its ink.
    const perLetter = (text: string, bold: boolean) =>
      ink(text, bold) / [...letters.segment(text.replaceAll(' ', ''))].length;
    const latin = perLetter('Haddad', false);
    for (const name of [...Object.values(NAMES), '王小明']) {
      expect([name, perLetter(name, false) > latin * 0.45]).toEqual([name, true]);
      expect([name, perLetter(name, true) > perLetter(name, false) * 1.15]).toEqual([name, true]);
    }
  });

  it('joins what belongs together', () => {
    const style = { fontSize: 44, bold: false, direction: 'ltr', language: 'en', maxLines: 1 } as const;
    const ink = (text: string) =>
      drawText(text, 576, style).data.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0);
    // A Khmer and a Tamil vowel that stands before its consonant, a Bengali conjunct: none is its parts in a row.
    for (const [joined, apart] of [
      ['កេ', 'ក\u200Cេ'],
      ['கே', 'க ே'],
      ['ক্ষ', 'ক ্ ষ'],
    ] as const) {
      expect(ink(joined)).toBeGreaterThan(50);
      expect(drawText(joined, 576, style).data).not.toEqual(drawText(apart, 576, style).data);
    }
  });
});
