import { LANGUAGES, type Language } from '#shared/domain/language.ts';
import type { Texts } from './texts.ts';

const PLURAL = /_(zero|one|two|few|many|other)$/;
const COUNTS = Array.from({ length: 201 }, (_, count) => count);

/** What a language's texts lack or have too much of, measured by English; empty when they are whole. */
export function textFaults(language: Language, texts: Texts, english: Texts): string[] {
  const wanted = new Set(Object.keys(english).flatMap((key) => keysIn(language, key, english)));
  const missing = [...wanted].filter((key) => !texts[key]?.trim()).map((key) => `${language} lacks ${key}`);
  const unknown = Object.keys(texts).filter((key) => !wanted.has(key));
  const spoilt = [...wanted].filter((key) => texts[key] && !sameVariables(texts[key], english[key] ?? ''));
  return [
    ...missing,
    ...unknown.map((key) => `${language} has ${key}, English has not`),
    ...spoilt.filter((key) => !PLURAL.test(key)).map((key) => `${language} ${key}: other {{variables}} than English`),
  ];
}

export const LANGUAGE_CODES: readonly Language[] = LANGUAGES.map(({ code }) => code);

/** An English plural stands for all the plural forms that the language has for everyday counts. */
function keysIn(language: Language, key: string, english: Texts): string[] {
  const base = key.replace(PLURAL, '');
  if (base === key || !(`${base}_other` in english)) return [key];
  const rules = new Intl.PluralRules(language);
  return [...new Set(COUNTS.map((count) => `${base}_${rules.select(count)}`)), `${base}_other`];
}

function sameVariables(one: string, other: string): boolean {
  return variables(one) === variables(other);
}

function variables(text: string): string {
  const names = new Set(Array.from(text.matchAll(/\{\{(\w+)/g), (match) => match[1] ?? ''));
  return [...names].toSorted((a, b) => a.localeCompare(b)).join(' ');
}
