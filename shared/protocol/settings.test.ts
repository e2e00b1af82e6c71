import { expect, test } from 'vitest';
import { LOCATION_SETTING_KEYS, LOCATION_SETTINGS } from './settings.ts';

test.each(LOCATION_SETTING_KEYS)('%s: nothing chosen is a whole choice, and choosing that changes nothing', (key) => {
  const defaults = LOCATION_SETTINGS[key].parse({});
  expect(LOCATION_SETTINGS[key].parse(JSON.parse(JSON.stringify(defaults)))).toEqual(defaults);
});

test('the usual length of an appointment must be one that is offered', () => {
  const wrong = LOCATION_SETTINGS.appointments.safeParse({ default_minutes: 20, offered_minutes: [15, 30] });
  expect(wrong.error?.issues.map((issue) => issue.path)).toEqual([['default_minutes']]);
});

test('no language is offered twice', () => {
  expect(LOCATION_SETTINGS.languages.safeParse({ offered: ['en', 'ar', 'en'] }).success).toBe(false);
});
