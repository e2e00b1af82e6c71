import type { TextsByLanguage } from '#shared/ui/i18n/texts.ts';

/** Words that every app shares, and what each error code means. */
export const commonTexts: TextsByLanguage = import.meta.glob('./texts/*.json', { import: 'default' });
