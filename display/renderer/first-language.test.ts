import { expect, it } from 'vitest';
import { firstLanguage } from './first-language.ts';

it.each([
  [['de-AT', 'en'], 'de'],
  [['it', 'pt-BR', 'en'], 'pt'],
  [['it'], 'en'],
  [[], 'en'],
  [['ZH-Hans-CN'], 'zh'],
])('of %j takes %s', (preferred, language) => {
  expect(firstLanguage(preferred)).toBe(language);
});
