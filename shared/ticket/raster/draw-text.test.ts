import { describe, expect, it } from 'vitest';
import { isBlack, type Bitmap } from './bitmap.ts';
import { drawText } from './draw-text.ts';
import { drawableText, familiesFor } from './ticket-fonts.ts';
import { wrapText } from './wrap-text.ts';

const STYLE = { fontSize: 40, bold: false, direction: 'ltr', language: 'en', maxLines: 1 } as const;

function draw(text: string, direction: 'ltr' | 'rtl' = 'ltr'): Bitmap {
  return drawText(text, 576, { ...STYLE, direction });
}

/** Columns with ink, from left to right, as runs: separate letters leave gaps, joined ones do not. */
function inkRuns(bitmap: Bitmap): { left: number; width: number }[] {
  const runs: { left: number; width: number }[] = [];
  for (let x = 0; x < bitmap.width; x += 1) {
    let inked = false;
    for (let y = 0; y < bitmap.height && !inked; y += 1) inked = isBlack(bitmap, x, y);
    const last = runs.at(-1);
    if (!inked) continue;
    if (last && last.left + last.width === x) last.width += 1;
    else runs.push({ left: x, width: 1 });
  }
  return runs;
}

const inkWidth = (bitmap: Bitmap) => inkRuns(bitmap).reduce((sum, { width }) => sum + width, 0);

describe('drawing text', () => {
  it('joins Arabic letters', () => {
    expect(inkRuns(draw('ححح', 'rtl'))).toHaveLength(1);
    // The same letters held apart, as a printer without shaping would set them.
    expect(inkRuns(draw('ح\u200Cح\u200Cح', 'rtl')).length).toBeGreaterThan(1);
  });

  it('sets Arabic from right to left, with figures from left to right', () => {
    // Alef is one narrow stroke, hah a wide letter: the first letter stands on the right.
    const runs = inkRuns(draw('اح', 'rtl'));
    expect(runs.at(-1)?.width).toBeLessThan(runs[0]?.width ?? 0);
    const figures = inkRuns(draw('ح 18', 'rtl'));
    // "1" is narrower than "8", and stays before it; both stand left of the word.
    expect(figures[0]?.width).toBeLessThan(figures[1]?.width ?? 0);
    expect(figures.at(-1)?.width).toBeGreaterThan(figures[1]?.width ?? 0);
  });

  it('keeps an isolated Latin name whole in an Arabic line', () => {
    const isolated = draw('ح: \u2068I W\u2069', 'rtl');
    const [first, second] = inkRuns(isolated);
    expect(first?.width).toBeLessThan(second?.width ?? 0);
  });

  it('forms Devanagari conjuncts and puts the short i before its consonant', () => {
    expect(inkWidth(draw('क्ष'))).toBeLessThan(inkWidth(draw('क')) + inkWidth(draw('ष')) - 5);
    expect(draw('कि').data).not.toEqual(draw('क ि').data);
    // The head line joins a word into one.
    expect(inkRuns(draw('नमस्ते'))).toHaveLength(1);
  });

  it('has every letter of the sample names, and shows what it lacks', () => {
    const names = ['Łukasz Đặng', 'Ñandú', 'Ωμέγα Жанна', 'محمد عبد الله', 'پرویز', 'क्षत्रिय', '王小明 龘 請', '–“”…€₹'];
    for (const name of names) expect(drawableText(name)).toBe(name);
    expect(drawableText('A😀B')).toBe('A\uFFFDB');
    expect(drawableText('ᏣᎳᎩ')).toBe('\uFFFD'.repeat(3));
    // The sign itself is drawn, and not as nothing.
    expect(inkWidth(draw('\uFFFD'))).toBeGreaterThan(20);
    expect(draw('😀').data).toEqual(draw('\uFFFD').data);
  });

  it('names no font but the bundled ones', () => {
    const families = familiesFor('Aя中क ع😀');
    expect(families.length).toBeGreaterThan(3);
    expect(families.every((family) => family.startsWith('Ticket noto-sans'))).toBe(true);
  });

  it('never draws an empty box: whatever is kept differs from a letter that no font has', () => {
    // A private-use letter that is left in on purpose would be drawn as the font's "missing" box.
    const box = draw('\u{F0000}').data;
    for (const letter of ['ﷺ', '中', '龘', 'ॐ', 'ё', 'ễ']) expect(draw(letter).data).not.toEqual(box);
  });

  it('is white on black over the whole width when it marks a copy', () => {
    const bitmap = drawText('نسخة 2', 384, { ...STYLE, direction: 'rtl', inverse: true });
    const black = bitmap.data.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0);
    expect(black / (384 * bitmap.height)).toBeGreaterThan(0.75);
    expect(inkRuns(bitmap)).toEqual([{ left: 0, width: 384 }]);
  });
});

describe('breaking lines', () => {
  const fits = (columns: number) => (line: string) => Array.from(line).length <= columns;

  it('goes between words, and within one only when it must', () => {
    expect(wrapText('Please wait in the second area', 'en', 9, fits(12))).toEqual([
      'Please wait',
      'in the',
      'second area',
    ]);
    expect(wrapText('Donaudampfschifffahrt bitte', 'de', 9, fits(10))).toEqual(['Donaudampf', 'schifffahr', 't bitte']);
  });

  it('never begins a line with the punctuation of the one before', () => {
    for (const line of wrapText('请在此等候，二号诊室，王医生。谢谢', 'zh', 9, fits(6)))
      expect(line).not.toMatch(/^[，。]/);
  });

  it('shows that something is left over', () => {
    expect(wrapText('one two three four five', 'en', 2, fits(9))).toEqual(['one two', 'three…']);
  });

  it('loses no letter when there is room', () => {
    const text = 'العدد: \u2068Dr. Smith\u2069 (12) – 请等候 done';
    expect(wrapText(text, 'ar', 99, fits(7)).join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
  });
});
