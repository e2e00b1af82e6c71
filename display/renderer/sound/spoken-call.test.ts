import { readFileSync } from 'node:fs';
import i18next from 'i18next';
import { expect, it } from 'vitest';
import { LANGUAGES } from '#shared/domain/language.ts';
import { spokenCall } from './spoken-call.ts';

const call = {
  uid: '01930000-0000-7000-8000-000000000001',
  callCount: 1,
  token: 'AC-047',
  station: { text: 'Room 2', translations: { de: 'Zimmer 2' as const } },
  language: 'en' as const,
  calledAt: 1,
};

async function speakerOf(language: string) {
  const texts = JSON.parse(readFileSync(new URL(`../texts/${language}.json`, import.meta.url), 'utf8')) as object;
  const i18n = i18next.createInstance();
  return i18n.init({ lng: language, keySeparator: false, resources: { [language]: { translation: texts } } });
}

it('spells the token, so that no voice reads it as a sum', async () => {
  expect(spokenCall(await speakerOf('en'), call, 'en')).toBe('Number A, C, 0, 4, 7. Please go to Room 2.');
});

it('names the station in the language that is spoken', async () => {
  expect(spokenCall(await speakerOf('de'), call, 'de')).toContain('Zimmer 2');
});

it.each(LANGUAGES.map(({ code }) => code))('says letters, digits and station in %s', async (language) => {
  const words = spokenCall(await speakerOf(language), call, language);
  for (const part of ['A', '0, 4, 7', language === 'de' ? 'Zimmer 2' : 'Room 2']) expect(words).toContain(part);
});
