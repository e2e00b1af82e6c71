import { createHmac, randomInt } from 'node:crypto';

/** Letters and digits that cannot be taken for one another when read off a screen and typed into another. */
const ALPHABET = 'ACDEFGHJKLMNPRTVWXY34679';
const LENGTH = 8;
export const PAIRING_CODE_LIFETIME_MS = 10 * 60_000;

/** One of 24^8, about 110,000,000,000: with ten tries in ten minutes it is not guessed. */
export function makePairingCode(): string {
  return Array.from({ length: LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
}

/**
 * What is stored. Keyed, because a bare hash of so short a code could be tried out by whoever got hold of the table.
 * Spaces, dashes and lower case, as people type them, make no difference.
 */
export function hashPairingCode(code: string, key: Uint8Array): Buffer {
  const canonical = code.toUpperCase().replace(/[\s-]/gu, '');
  return createHmac('sha256', key).update(canonical).digest();
}
