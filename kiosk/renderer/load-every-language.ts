import type { i18n } from 'i18next';
import { LANGUAGES } from '#shared/domain/language.ts';
import { loadMoreFonts } from '#shared/ui/load-more-fonts.ts';

/** Those of `--font-sans` that the languages of the screens are written in; the others are for names. */
const FONTS = '16px "Noto Sans Variable", "Noto Sans Arabic Variable", "Noto Sans SC Variable"';

/**
 * Fetches the texts of every language, and the letters they are written with, before anybody asks for them: whoever chooses a
 * language is then shown it whole, where a PC without such letters of its own would show boxes first. Throws when a file
 * cannot be had.
 */
export async function loadEveryLanguage(texts: i18n): Promise<void> {
  await loadMoreFonts();
  // One after another: nobody waits for it, and whoever touches the screen meanwhile is answered first.
  for (const { code } of LANGUAGES) {
    await texts.loadLanguages(code);
    const parts = ['app', 'common'].map(
      (part) => texts.getResourceBundle(code, part) as Record<string, string> | undefined,
    );
    await document.fonts.load(FONTS, parts.flatMap((part) => Object.values(part ?? {})).join(''));
  }
}
