import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { guardKey, type KeyChain } from './guard-key.ts';

const flip = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0x5a));
const keyChain = (change: Partial<KeyChain> = {}): KeyChain => ({
  isEncryptionAvailable: () => true,
  encryptString: (text) => flip(Buffer.from(text)),
  decryptString: (sealed) => flip(sealed).toString(),
  getSelectedStorageBackend: () => 'gnome_libsecret',
  ...change,
});
const KEY = randomBytes(32);

it('keeps the key in a form that only the key chain opens', () => {
  for (const platform of ['linux', 'darwin', 'win32']) {
    const guard = guardKey(keyChain(), platform);
    const kept = guard.protect(KEY);
    expect(kept.includes(KEY)).toBe(false);
    expect(guard.reveal(kept)).toEqual(KEY);
  }
});

it('leaves the key to its file where there is no key chain, or one with a password that all know', () => {
  const none = keyChain({ isEncryptionAvailable: () => false });
  const known = keyChain({ getSelectedStorageBackend: () => 'basic_text' });
  for (const chain of [none, known]) {
    const guard = guardKey(chain, 'linux');
    expect(guard.protect(KEY)).toEqual(KEY);
    expect(guard.reveal(KEY)).toEqual(KEY);
  }
});

it('does not take a guarded key for a bare one when the key chain is gone', () => {
  const kept = guardKey(keyChain(), 'linux').protect(KEY);
  const gone = keyChain({
    decryptString: () => {
      throw new Error('no keyring');
    },
  });
  expect(() => guardKey(gone, 'linux').reveal(kept)).toThrow('no keyring');
});
