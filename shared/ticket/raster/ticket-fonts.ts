import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { GlobalFonts } from '@napi-rs/canvas';
import { coverageOfWoff2 } from './woff2-coverage.ts';

/**
 * The fonts that tickets are drawn with: the same Noto files that the screens use, cut into subsets by script and, for
 * Chinese and Korean, into a hundred pieces by frequency. A piece is read when the first ticket needs it, and what lies
 * in a package when the first letter of its script comes. Each piece gets a family name of its own, so that no text is
 * ever drawn with a font that this machine happens to have.
 */
type FontPiece = { family: string; file: string; claims: (codePoint: number) => boolean; coverage: Set<number> | null };

const require = createRequire(import.meta.url);

type FontSource = { name: string; subsets: RegExp; script?: RegExp };

const ofScript = (name: string, script: RegExp): FontSource => ({
  name: `noto-sans-${name}`,
  subsets: new RegExp(`^${name}$`),
  script,
});

/**
 * In the order in which they are asked. Subsets that only repeat Latin are left out. `script`: asked for its letters alone,
 * so that nobody reads the list of a font that no patient of this clinic needs.
 */
const SOURCES: readonly FontSource[] = [
  { name: 'noto-sans', subsets: /^(latin|latin-ext|vietnamese|cyrillic|cyrillic-ext|greek|greek-ext)$/ },
  { name: 'noto-sans-arabic', subsets: /^arabic$/ },
  { name: 'noto-sans-devanagari', subsets: /^devanagari$/ },
  ofScript('hebrew', /\p{scx=Hebrew}/u),
  ofScript('armenian', /\p{scx=Armenian}/u),
  ofScript('georgian', /\p{scx=Georgian}/u),
  ofScript('ethiopic', /\p{scx=Ethiopic}/u),
  ofScript('bengali', /\p{scx=Bengali}/u),
  ofScript('gurmukhi', /\p{scx=Gurmukhi}/u),
  ofScript('gujarati', /\p{scx=Gujarati}/u),
  ofScript('tamil', /\p{scx=Tamil}/u),
  ofScript('telugu', /\p{scx=Telugu}/u),
  ofScript('kannada', /\p{scx=Kannada}/u),
  ofScript('malayalam', /\p{scx=Malayalam}/u),
  ofScript('sinhala', /\p{scx=Sinhala}/u),
  ofScript('thai', /\p{scx=Thai}/u),
  ofScript('lao', /\p{scx=Lao}/u),
  ofScript('myanmar', /\p{scx=Myanmar}/u),
  ofScript('khmer', /\p{scx=Khmer}/u),
  { name: 'noto-sans-sc', subsets: /^\[\d+\]$/ },
  { name: 'noto-sans-kr', subsets: /^\[\d+\]$/, script: /\p{scx=Hangul}|\p{scx=Han}/u },
  // Arrows, boxes and signs that the text fonts lack.
  { name: 'noto-sans-arabic', subsets: /^symbols$/ },
];

/** Drawn in place of what no font has: U+FFFD, which Noto Sans draws as a question mark in a diamond. */
const REPLACEMENT = '\uFFFD';

/** Joiners, isolates, marks of direction, variation selectors: they shape text and have no picture. */
const SHAPES_ONLY = /^\p{Default_Ignorable_Code_Point}$/u;

const listed = new Map<FontSource, FontPiece[]>();
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
  const letter = String.fromCodePoint(codePoint);
  let piece: FontPiece | undefined;
  for (const source of SOURCES) {
    if (source.script && !source.script.test(letter)) continue;
    piece = piecesOf(source).find((candidate) => candidate.claims(codePoint) && loaded(candidate).has(codePoint));
    if (piece) break;
  }
  known.set(codePoint, piece);
  return piece;
}

function piecesOf(source: FontSource): FontPiece[] {
  const found = listed.get(source) ?? listPieces(source);
  listed.set(source, found);
  return found;
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

function listPieces({ name, subsets }: FontSource): FontPiece[] {
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
