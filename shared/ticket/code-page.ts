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

/** By encoding: each letter is asked for in every line, and a clinic uses a few hundred. */
const WRITABLE: Record<string, Map<string, boolean>> = {};

function canWrite(char: string, encoding: string): boolean {
  if (char >= ' ' && char <= '~') return true;
  const known = (WRITABLE[encoding] ??= new Map());
  let answer = known.get(char);
  if (answer === undefined) known.set(char, (answer = encodes(char, encoding)));
  return answer;
}

function encodes(char: string, encoding: string): boolean {
  // C1 codes are letters to some code pages' tables and commands to some printers.
  if (char < '\u00A0') return false;
  const bytes = iconv.encode(char, encoding);
  // GB18030 has a code for everything in Unicode; a printer has pictures for the two-byte Chinese letters alone.
  if (encoding === 'GB18030') return bytes.length === 2 && isWide(char);
  return iconv.decode(bytes, encoding) === char;
}

/** Chinese letters and their punctuation fill two cells of Latin ones. */
function isWide(char: string): boolean {
  return char >= '\u2E80';
}

/** How many cells of the printer's font the text takes. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const char of text) columns += isWide(char) ? 2 : 1;
  return columns;
}

/** As much of the text as fits into so many cells. */
export function clipped(text: string, columns: number): string {
  let taken = 0;
  let end = 0;
  for (const char of text) {
    taken += isWide(char) ? 2 : 1;
    if (taken > columns) return text.slice(0, end);
    end += char.length;
  }
  return text;
}
