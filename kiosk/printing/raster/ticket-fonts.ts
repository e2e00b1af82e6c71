import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { GlobalFonts } from '@napi-rs/canvas';
import { coverageOfWoff2 } from './woff2-coverage.ts';

/**
 * The fonts that tickets are drawn with: the same Noto files that the screens use, cut into subsets by script and, for
 * Chinese, into a hundred pieces by frequency. A piece is read when the first ticket needs it. Each gets a family name of
 * its own, so that no text is ever drawn with a font that this machine happens to have.
 */
type FontPiece = { family: string; file: string; claims: (codePoint: number) => boolean; coverage: Set<number> | null };

const require = createRequire(import.meta.url);

/** In the order in which they are asked. Subsets that only repeat Latin are left out. */
const SOURCES = [
  { name: 'noto-sans', subsets: /^(latin|latin-ext|vietnamese|cyrillic|cyrillic-ext|greek|greek-ext)$/ },
  { name: 'noto-sans-arabic', subsets: /^arabic$/ },
  { name: 'noto-sans-devanagari', subsets: /^devanagari$/ },
  { name: 'noto-sans-sc', subsets: /^\[\d+\]$/ },
  // Arrows, boxes and signs that the text fonts lack.
  { name: 'noto-sans-arabic', subsets: /^symbols$/ },
] as const;

/** Drawn in place of what no font has: U+FFFD, which Noto Sans draws as a question mark in a diamond. */
const REPLACEMENT = '\uFFFD';

/** Joiners, isolates, marks of direction, variation selectors: they shape text and have no picture. */
const SHAPES_ONLY = /^\p{Default_Ignorable_Code_Point}$/u;

let pieces: FontPiece[] | undefined;
/** Answers given before; at most as many as Unicode has letters, in a clinic a few hundred. */
const known = new Map<number, FontPiece | undefined>();

/** The families that `text` needs, best first, ready to be named in a canvas font. */
export function familiesFor(text: string): string[] {
  const families = new Set<string>();
  for (const char of text) {
    const piece = pieceFor(char.codePointAt(0) ?? 0);
    if (piece) families.add(piece.family);
  }
  if (families.size === 0) families.add(pieceFor(0x20)?.family ?? 'sans-serif');
  return [...families];
}

/** `text` with everything that no bundled font can draw shown as the replacement sign, one for each letter. */
export function drawableText(text: string): string {
  let result = '';
  for (const char of text) {
    const drawable = SHAPES_ONLY.test(char) || pieceFor(char.codePointAt(0) ?? 0) !== undefined;
    result += drawable ? char : REPLACEMENT;
  }
  return result;
}

function pieceFor(codePoint: number): FontPiece | undefined {
  if (known.has(codePoint)) return known.get(codePoint);
  pieces ??= SOURCES.flatMap(listPieces);
  const piece = pieces.find((candidate) => candidate.claims(codePoint) && loaded(candidate).has(codePoint));
  known.set(codePoint, piece);
  return piece;
}

function loaded(piece: FontPiece): Set<number> {
  if (!piece.coverage) {
    const bytes = readFileSync(piece.file);
    // Registered from memory: inside an Electron archive the font engine could not open the path.
    GlobalFonts.register(bytes, piece.family);
    piece.coverage = coverageOfWoff2(bytes);
  }
  return piece.coverage;
}

function listPieces({ name, subsets }: (typeof SOURCES)[number]): FontPiece[] {
  const folder = dirname(require.resolve(`@fontsource-variable/${name}/package.json`));
  const ranges = JSON.parse(readFileSync(join(folder, 'unicode.json'), 'utf8')) as Record<string, string>;
  return Object.entries(ranges)
    .filter(([subset]) => subsets.test(subset))
    .map(([subset, range]) => {
      const plain = subset.replaceAll(/[[\]]/g, '');
      return {
        family: `Ticket ${name} ${plain}`,
        file: join(folder, 'files', `${name}-${plain}-wght-normal.woff2`),
        claims: rangeTest(range),
        coverage: null,
      };
    });
}

/** @param range `U+0000-00FF,U+0131` as in a style sheet. */
function rangeTest(range: string): (codePoint: number) => boolean {
  const spans = range.split(',').map((part) => {
    const [from = '0', to = from] = part.trim().slice(2).split('-');
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const;
  });
  return (codePoint) => spans.some(([from, to]) => codePoint >= from && codePoint <= to);
}
