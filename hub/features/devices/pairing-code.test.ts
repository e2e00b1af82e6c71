import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { hashPairingCode, makePairingCode } from './pairing-code.ts';

const key = randomBytes(32);

test('a code is eight clear characters, with none that could be taken for another', () => {
  const codes = Array.from({ length: 500 }, makePairingCode);
  expect(codes.every((code) => /^[A-Z0-9]{8}$/u.test(code))).toBe(true);
  expect(codes.join('')).not.toMatch(/[01IOQ25SZ8BU]/u);
  expect(new Set(codes).size).toBe(500);
});

test('case, spaces and dashes do not matter; another character or another hub does', () => {
  const hash = hashPairingCode('ACDE3467', key);
  expect(hashPairingCode(' acde-3467 ', key)).toEqual(hash);
  expect(hashPairingCode('ACDE3469', key)).not.toEqual(hash);
  expect(hashPairingCode('ACDE3467', randomBytes(32))).not.toEqual(hash);
});
