import { expect, it } from 'vitest';
import { pagesOf, tokensShown } from './waiting-pages.ts';

const group = (total: number, known = total) => ({
  total,
  tokens: Array.from({ length: known }, (_, i) => `A-${i}`),
});

it('lays three groups on a page', () => {
  expect(pagesOf([1, 2, 3, 4, 5, 6, 7])).toEqual([[1, 2, 3], [4, 5, 6], [7]]);
  expect(pagesOf([])).toEqual([]);
});

it('shows all tokens where they fit', () => {
  expect(tokensShown(group(6), 3)).toEqual({ shown: group(6).tokens, more: 0 });
});

it('counts those for whom there is no cell, itself taking one', () => {
  const { shown, more } = tokensShown(group(9), 3);
  expect(shown).toHaveLength(5);
  expect(more).toBe(4);
});

it('counts those whom the device did not name', () => {
  const { shown, more } = tokensShown(group(80, 24), 1);
  expect(shown.length + more).toBe(80);
  expect(shown).toHaveLength(23);
});
