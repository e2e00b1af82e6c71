import { createInstance } from 'i18next';
import { describe, expect, it } from 'vitest';
import { explainPriority } from '#shared/domain/explain-priority.ts';
import { DEFAULT_PRIORITY_SETTINGS } from '#shared/domain/priority-settings.ts';
import type { PriorityEntry } from '#shared/domain/priority.ts';
import { createFormat } from '#shared/ui/i18n/format.ts';
import ar from '#dashboard/texts/ar.json' with { type: 'json' };
import en from '#dashboard/texts/en.json' with { type: 'json' };
import { reasonTexts } from './reason-texts.ts';

const MINUTE = 60_000;
const NOW = Date.parse('2026-03-14T12:00:00Z');
const entry: PriorityEntry = {
  uid: 'u',
  checkedInAt: NOW - 42 * MINUTE,
  bookedAt: null,
  emergency: false,
  urgency: 'high',
  age: 82,
  hasSpecialRequirements: true,
  hasLongJourney: true,
  returned: true,
  transferred: true,
};

async function said(language: 'en' | 'ar', given: Partial<PriorityEntry> = {}): Promise<string[]> {
  const i18n = createInstance();
  await i18n.init({
    lng: language,
    keySeparator: false,
    nsSeparator: false,
    resources: { en: { translation: en }, ar: { translation: ar } },
  });
  const { factors } = explainPriority({ ...entry, ...given }, DEFAULT_PRIORITY_SETTINGS, NOW);
  return reasonTexts(i18n.t, createFormat({ language, timeZone: 'UTC' }), factors);
}

describe('the reasons of a place', () => {
  it('are said in plain words, each with what it is worth', async () => {
    expect(await said('en')).toEqual([
      'High urgency +30 min',
      'Age 82 +10 min',
      'Special requirements +10 min',
      'Long journey +5 min',
      'Came back +10 min',
      'Transferred +10 min',
      'Waiting 42 min',
    ]);
  });

  it('name an emergency first, and an appointment that is still to come', async () => {
    expect((await said('en', { emergency: true, urgency: null }))[0]).toBe('Emergency: goes first');
    expect((await said('en', { bookedAt: NOW + 12 * MINUTE })).at(-1)).toBe('Appointment in 12 min');
  });

  it('are words in every case, never a key', async () => {
    for (const text of await said('ar', { emergency: true })) expect(text).not.toContain('why.');
  });
});
