/** The rows of keys of one language, from the left, each key what it types. */
export type KeyboardLayout = {
  letters: readonly (readonly string[])[];
  /** A second page: letters of neighbouring languages, or vowels and rare signs. */
  more: readonly (readonly string[])[];
  /** What stands on the key that turns to the second page. */
  moreLabel: string;
  /** Has capitals, so a shift key. */
  hasCase: boolean;
  /** A third page of Latin letters: names are also written as they stand in a passport. */
  offersLatin: boolean;
  /** Marks that names hold, beside the space bar. */
  marks: readonly [string, string];
};

/** `'q w e'` → `['q', 'w', 'e']`. */
export function row(keys: string): readonly string[] {
  return keys.split(' ');
}
