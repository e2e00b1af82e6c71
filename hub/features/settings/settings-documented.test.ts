import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LOCATION_SETTING_KEYS, LOCATION_SETTINGS } from '#shared/protocol/settings.ts';

const text = readFileSync(new URL('../../../docs/settings.md', import.meta.url), 'utf8');

/** From a setting's own name to the next one's. */
function chapterOf(key: string): string {
  const start = text.indexOf(`**\`${key}\`**`);
  const end = text.indexOf('\n**`', start + 1);
  return start === -1 ? '' : text.slice(start, end === -1 ? undefined : end);
}

test.each(LOCATION_SETTING_KEYS)('the documents say what every field of "%s" does', (key) => {
  const chapter = chapterOf(key);
  expect(chapter).not.toBe('');
  const fields = Object.keys(LOCATION_SETTINGS[key].parse({}));
  expect(fields.length).toBeGreaterThan(0);
  expect(fields.filter((field) => !chapter.includes(`\`${field}\``))).toEqual([]);
});
