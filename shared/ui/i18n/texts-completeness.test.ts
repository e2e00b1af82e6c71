import { globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LANGUAGE_CODES, textFaults } from './texts-completeness.ts';
import type { Texts } from './texts.ts';

const TOP = new URL('../../../', import.meta.url);
const FOLDERS = globSync('{shared/ui,*/renderer,hub/*,hub/dashboard/*}/texts/en.json', { cwd: TOP.pathname }).map(
  dirname,
);

const read = (path: string) => JSON.parse(readFileSync(new URL(path, TOP), 'utf8')) as Texts;

describe('texts', () => {
  it('are found where the apps keep them', () => {
    expect(FOLDERS).toContain('shared/ui/texts');
  });

  for (const folder of FOLDERS)
    it.each(LANGUAGE_CODES)(`${folder} are whole in %s`, (language) => {
      expect(textFaults(language, read(`${folder}/${language}.json`), read(`${folder}/en.json`))).toEqual([]);
    });

  it('are found wanting when a key, a plural form or a variable is missing', () => {
    const english = { a: 'Dear {{name}}', n_one: '{{count}} day', n_other: '{{count}} days' };
    expect(textFaults('ar', { a: 'x', b: 'y', n_other: 'z' }, english)).toEqual([
      'ar lacks n_zero',
      'ar lacks n_one',
      'ar lacks n_two',
      'ar lacks n_few',
      'ar lacks n_many',
      'ar has b, English has not',
      'ar a: other {{variables}} than English',
    ]);
  });
});
