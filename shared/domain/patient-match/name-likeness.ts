import anyAscii from 'any-ascii';
import { doubleMetaphone } from 'double-metaphone';
import { distance } from 'fastest-levenshtein';

export type NameLikeness = 'same' | 'sounds_alike' | 'close' | 'different';

/**
 * A name without what people write differently from one day to the next: script (by transliteration), case, accents,
 * hyphens, apostrophes, the order of its parts. `O’Brien-Díaz` → `brien diaz o`; `محمد` → `mhmd`.
 */
export function foldName(name: string): string {
  return nameParts(name).toSorted().join(' ');
}

function nameParts(name: string): string[] {
  return anyAscii(name.normalize('NFKC'))
    .toLowerCase()
    .split(/[^a-z0-9]+/u)
    .filter((part) => part !== '');
}

/**
 * Consonants only, with sounds that transliterations disagree on made one (k/q/g/c, s/z, v/f/ph/w, d/t, b/p): what is left
 * of a name in scripts that write no vowels. `Mohammed`, `Muhamad` and `محمد` → `mmt`.
 */
export function consonants(name: string): string {
  return nameParts(name)
    .toSorted()
    .join('')
    .replaceAll('ph', 'f')
    .replace(/[aeiouyh]/gu, '')
    .replace(/[qgcx]/gu, 'k')
    .replaceAll('z', 's')
    .replace(/[vw]/gu, 'f')
    .replaceAll('d', 't')
    .replaceAll('b', 'p')
    .replace(/(.)\1+/gu, '$1');
}

/** Symmetric. Empty names are like nothing. */
export function nameLikeness(a: string, b: string): NameLikeness {
  const left = foldName(a);
  const right = foldName(b);
  if (left === '' || right === '') return 'different';
  if (left === right || left.replaceAll(' ', '') === right.replaceAll(' ', '')) return 'same';
  if (soundsAlike(left, right)) return 'sounds_alike';
  return isClose(left, right) ? 'close' : 'different';
}

// A single consonant says nothing: Lee, Lai and Ella would all sound alike.
function soundsAlike(left: string, right: string): boolean {
  const skeleton = consonants(left);
  if (skeleton.length >= 2 && skeleton === consonants(right)) return true;
  const codes = doubleMetaphone(left.replaceAll(' ', ''));
  return doubleMetaphone(right.replaceAll(' ', '')).some((code) => code.length >= 2 && codes.includes(code));
}

/** One slip of the finger for every four letters, or one name being a part of the other (`Ana` of `Ana María`). */
function isClose(left: string, right: string): boolean {
  const longest = Math.max(left.length, right.length);
  if (longest >= 4 && distance(left, right) <= Math.floor(longest / 4)) return true;
  const leftParts = left.split(' ');
  const rightParts = right.split(' ');
  const [few, many] = leftParts.length < rightParts.length ? [leftParts, rightParts] : [rightParts, leftParts];
  return few.length < many.length && few.every((part) => part.length >= 3 && many.includes(part));
}
