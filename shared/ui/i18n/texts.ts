/** Flat: the key is the whole path, `phone.title`. Plurals end in `_one`, `_other` and so on, as i18next has them. */
export type Texts = Readonly<Record<string, string>>;

/** What `import.meta.glob('./texts/*.json', { import: 'default' })` gives: a loader for each file. */
export type TextsByLanguage = Readonly<Record<string, () => Promise<unknown>>>;

/**
 * The loader of `./texts/<language>.json`, or with `part` of `./<part>/texts/<language>.json`; undefined where there is
 * no such file.
 */
export function loaderFor(texts: TextsByLanguage, language: string, part?: string): (() => Promise<Texts>) | undefined {
  return texts[`./${part === undefined ? '' : `${part}/`}texts/${language}.json`] as (() => Promise<Texts>) | undefined;
}

/** The folders beside the app's own texts that have texts of their own: parts that are loaded when they are opened. */
export function partsOf(texts: TextsByLanguage): string[] {
  const parts = Object.keys(texts).map((path) => /^\.\/([a-z-]+)\/texts\//u.exec(path)?.[1]);
  return [...new Set(parts.filter((part) => part !== undefined))];
}
