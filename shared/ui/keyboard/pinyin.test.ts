import { describe, expect, it } from 'vitest';
import { loadPinyin, offerCharacters } from './pinyin.ts';

describe('pinyin', async () => {
  const table = await loadPinyin();

  it.each([
    ['wang', '王'],
    ['li', '李'],
    ['zhang', '张'],
    ['wei', '伟'],
    ['fang', '芳'],
  ])('%s offers %s', (letters, character) => {
    const offer = offerCharacters(table, letters);
    expect(offer.typed).toBe(letters);
    expect(offer.characters).toContain(character);
  });

  it('reads only the letters after the last character', () => {
    expect(offerCharacters(table, '王wei').typed).toBe('wei');
  });

  it('offers nothing for letters that are no syllable', () => {
    expect(offerCharacters(table, 'x')).toEqual({ typed: '', characters: [] });
    expect(offerCharacters(table, '')).toEqual({ typed: '', characters: [] });
  });
});
