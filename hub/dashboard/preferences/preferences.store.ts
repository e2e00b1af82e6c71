import { createStore, type StoreApi } from 'zustand/vanilla';
import { createJSONStorage, persist, type StateStorage } from 'zustand/middleware';
import { languageSchema, LANGUAGES, type Language } from '#shared/domain/language.ts';

export type Theme = 'system' | 'light' | 'dark';

/** What belongs to this machine and not to a person: which room its desk calls to, how its screen looks. */
export type Preferences = {
  theme: Theme;
  /** Null: as the browser says. */
  language: Language | null;
  shortcutsOn: boolean;
  /** Station id by queue key. */
  stationByQueue: Readonly<Record<string, number>>;
  /** Refusals at kiosks that this desk has dealt with, by id, the latest last. */
  refusalsDone: readonly number[];
};

export type PreferencesStore = StoreApi<Preferences>;

const INITIAL: Preferences = {
  theme: 'system',
  language: null,
  shortcutsOn: true,
  stationByQueue: {},
  refusalsDone: [],
};

/** `storage` may throw or hold anything at all: then the machine simply has no preferences yet. */
export function createPreferencesStore(storage: StateStorage): PreferencesStore {
  return createStore<Preferences>()(
    persist(() => INITIAL, {
      name: 'anteroom.dashboard',
      version: 1,
      storage: createJSONStorage(() => storage),
      merge: (kept, initial) => ({ ...initial, ...soundPartsOf(kept) }),
    }),
  );
}

function soundPartsOf(kept: unknown): Partial<Preferences> {
  if (typeof kept !== 'object' || kept === null) return {};
  const { theme, language, shortcutsOn, stationByQueue, refusalsDone } = kept as Record<string, unknown>;
  return {
    ...(theme === 'light' || theme === 'dark' ? { theme } : {}),
    ...(languageSchema.safeParse(language).success ? { language: language as Language } : {}),
    ...(typeof shortcutsOn === 'boolean' ? { shortcutsOn } : {}),
    ...(isStationMap(stationByQueue) ? { stationByQueue } : {}),
    ...(isIdList(refusalsDone) ? { refusalsDone } : {}),
  };
}

function isStationMap(value: unknown): value is Record<string, number> {
  return typeof value === 'object' && value !== null && Object.values(value).every((id) => Number.isInteger(id));
}

function isIdList(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((id) => Number.isInteger(id));
}

/** The first of the browser's languages that we speak, else English. */
export function browserLanguage(preferred: readonly string[]): Language {
  const known = preferred.map((tag) => tag.slice(0, 2).toLowerCase());
  return LANGUAGES.find(({ code }) => code === known.find((k) => LANGUAGES.some((l) => l.code === k)))?.code ?? 'en';
}
