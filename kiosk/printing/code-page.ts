import iconv from 'iconv-lite';

/** Marks of direction and isolation shape pictures; a code page has no place for them and needs none. */
const SHAPES_ONLY = /[\u200B-\u200F\u2060-\u2069]/gu;

/** What a code page without typographer's signs is given instead, where the meaning stays. */
const PLAIN: Record<string, string> = {
  '–': '-',
  '—': '-',
  '‐': '-',
  '‑': '-',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '…': '...',
  '\u00A0': ' ',
  '\u202F': ' ',
};

/**
 * `text` as the code page can write it, or null when it lacks a letter: then the line is drawn. An accent is never
 * dropped, a letter never guessed.
 */
export function textInCodePage(text: string, encoding: string): string | null {
  let result = '';
  for (const char of text.replace(SHAPES_ONLY, '')) {
    if (canWrite(char, encoding)) result += char;
    else if (PLAIN[char] !== undefined) result += PLAIN[char];
    else return null;
  }
  return result;
}

function canWrite(char: string, encoding: string): boolean {
  if (char >= ' ' && char <= '~') return true;
  // C1 codes are letters to some code pages' tables and commands to some printers.
  if (char < '\u00A0') return false;
  return iconv.decode(iconv.encode(char, encoding), encoding) === char;
}
