import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LANGUAGES } from '#shared/domain/language.ts';
import { AUDIT_ACTIONS } from '#shared/protocol/api/audit-actions.ts';

test.each(LANGUAGES.map(({ code }) => code))('everything that the audit log can say has its words in %s', (code) => {
  const texts = JSON.parse(readFileSync(new URL(`./texts/${code}.json`, import.meta.url), 'utf8')) as Record<
    string,
    string
  >;
  expect(AUDIT_ACTIONS.filter((action) => !texts[`audit.action.${action}`]?.trim())).toEqual([]);
  const known = new Set<string>(AUDIT_ACTIONS.map((action) => `audit.action.${action}`));
  expect(Object.keys(texts).filter((key) => key.startsWith('audit.action.') && !known.has(key))).toEqual([]);
  // Each says another thing: two that read alike would hide which it was.
  const words = AUDIT_ACTIONS.map((action) => texts[`audit.action.${action}`]);
  expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
});
