/** Flat: the key is the whole path, `phone.title`. Plurals end in `_one`, `_other` and so on, as i18next has them. */
export type Texts = Readonly<Record<string, string>>;

/** What `import.meta.glob('./texts/*.json', { import: 'default' })` gives: a loader for each file. */
export type TextsByLanguage = Readonly<Record<string, () => Promise<unknown>>>;

/** The loader of `…/texts/<language>.json`, or undefined where there is no such file. */
export function loaderFor(texts: TextsByLanguage, language: string): (() => Promise<Texts>) | undefined {
  return texts[`./texts/${language}.json`] as (() => Promise<Texts>) | undefined;
}
