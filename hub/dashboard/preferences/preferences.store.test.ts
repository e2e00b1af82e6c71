import { describe, expect, it } from 'vitest';
import { browserLanguage, createPreferencesStore } from './preferences.store.ts';

function storageWith(text: string | null) {
  const kept = new Map(text === null ? [] : [['anteroom.dashboard', text]]);
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

describe('preferences', () => {
  it('are remembered on this machine', () => {
    const storage = storageWith(null);
    createPreferencesStore(storage).setState({ stationByQueue: { '1:any': 4 }, theme: 'dark' });
    expect(createPreferencesStore(storage).getState()).toMatchObject({ stationByQueue: { '1:any': 4 }, theme: 'dark' });
  });

  it.each([
    '{broken',
    'null',
    '{"state":null,"version":1}',
    '{"state":{"theme":"pink","language":"xx","shortcutsOn":"yes","stationByQueue":{"a":"b"},"refusalsDone":["x"]},"version":1}',
  ])('start anew from %j', (text) => {
    expect(createPreferencesStore(storageWith(text)).getState()).toEqual({
      theme: 'system',
      language: null,
      shortcutsOn: true,
      stationByQueue: {},
      refusalsDone: [],
    });
  });

  it.each([
    [['pt-BR', 'en'], 'pt'],
    [['sw', 'ar-EG'], 'ar'],
    [['sw'], 'en'],
    [[], 'en'],
  ])('take the browser’s %j for %s', (preferred, language) => {
    expect(browserLanguage(preferred)).toBe(language);
  });
});
