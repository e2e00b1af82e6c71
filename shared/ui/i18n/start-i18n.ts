import { type BackendModule, createInstance, type i18n, type ReadCallback } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { directionOf, LANGUAGES, type Language } from '#shared/domain/language.ts';
import { commonTexts } from '#shared/ui/common-texts.ts';
import { loadMoreFonts } from '#shared/ui/load-more-fonts.ts';
import { loaderFor, partsOf, type Texts, type TextsByLanguage } from './texts.ts';

export type I18nOptions = {
  /**
   * `import.meta.glob('./texts/*.json', { import: 'default' })`, written in the app's own folder. Texts of its sub-folders
   * may be among them: each such folder is a namespace, which the part that needs it loads by `loadNamespaces`.
   */
  texts: TextsByLanguage;
  language: Language;
};

/**
 * Starts the texts of an app: its own first, then the common ones; each language is fetched when it is first shown.
 * Resolves when `language` can be shown. `<html lang dir>` follows the language from then on.
 */
export async function startI18n({ texts, language }: I18nOptions): Promise<i18n> {
  const i18next = createInstance();
  i18next.on('languageChanged', markDocument);
  await i18next
    .use(lazyTexts(texts))
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: 'en',
      supportedLngs: LANGUAGES.map(({ code }) => code),
      ns: ['app', 'common'],
      defaultNS: 'app',
      fallbackNS: ['common', ...partsOf(texts)],
      // Keys are flat and hold dots of their own (`error.bridge.lost`); texts hold colons.
      keySeparator: false,
      nsSeparator: false,
      interpolation: { escapeValue: false },
      returnNull: false,
    });
  void loadMoreFonts();
  return i18next;
}

function markDocument(language: string): void {
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language as Language);
}

function lazyTexts(appTexts: TextsByLanguage): BackendModule {
  return {
    type: 'backend',
    init: () => undefined,
    read(language, namespace, done) {
      const texts = namespace === 'common' ? commonTexts : appTexts;
      const part = namespace === 'common' || namespace === 'app' ? undefined : namespace;
      void readInto(done, loaderFor(texts, language, part));
    },
  };
}

async function readInto(done: ReadCallback, load?: () => Promise<Texts>): Promise<void> {
  try {
    done(null, load ? { ...(await load()) } : {});
  } catch (error) {
    done(error as Error, null);
  }
}
