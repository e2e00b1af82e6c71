import type { Language } from '#shared/domain/language.ts';
import { arabic } from './arabic-layout.ts';
import { hindi } from './hindi-layout.ts';
import { chinese, english, french, german, portuguese, spanish } from './latin-layouts.ts';
import type { KeyboardLayout } from './layout.ts';

export const LAYOUTS: Record<Language, KeyboardLayout> = {
  en: english,
  es: spanish,
  fr: french,
  de: german,
  pt: portuguese,
  ar: arabic,
  hi: hindi,
  zh: chinese,
};
