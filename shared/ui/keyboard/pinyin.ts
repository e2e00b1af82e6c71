/** Characters by syllable, most used first. */
export type PinyinTable = Readonly<Record<string, readonly string[]>>;

const MOST = 40;

/** Fetched only when someone types Chinese. */
export async function loadPinyin(): Promise<PinyinTable> {
  // Its types say CommonJS, its code is a module: the default export is the layout itself.
  const loaded = (await import('simple-keyboard-layouts/build/layouts/chinese.js')) as unknown as {
    default: { layoutCandidates: Record<string, string> };
  };
  return Object.fromEntries(
    Object.entries(loaded.default.layoutCandidates).map(([syllable, characters]) => [syllable, characters.split(' ')]),
  );
}

export type PinyinOffer = {
  /** The letters before the caret that a character would replace. */
  typed: string;
  characters: readonly string[];
};

/** What the letters before the caret may stand for. Letters that stand for nothing stay as they are: pinyin is a name too. */
export function offerCharacters(table: PinyinTable, before: string): PinyinOffer {
  const letters = /[a-z]+$/iu.exec(before)?.[0] ?? '';
  for (let from = 0; from < letters.length; from += 1) {
    const typed = letters.slice(from);
    const characters = table[typed.toLowerCase()];
    if (characters) return { typed, characters: characters.slice(0, MOST) };
  }
  return { typed: '', characters: [] };
}
