import type { SafeStorage } from 'electron';

/** What of the system's key chain is used. `getSelectedStorageBackend` is Linux's alone. */
export type KeyChain = Pick<SafeStorage, 'isEncryptionAvailable' | 'encryptString' | 'decryptString'> & {
  getSelectedStorageBackend?: () => string;
};
/** As the device's store asks its host for it. */
export type KeyGuard = { protect(key: Buffer): Buffer; reveal(kept: Buffer): Buffer };

const MARK = Buffer.from('anteroom-guarded-key-1:');

/**
 * Guards a store's key by the system's key chain, so that a copy of the data folder opens nothing elsewhere. Where the
 * system has none, the key file's own rights have to do, as they do for the browser host. A guarded key whose key chain is
 * gone is an error, never a new key.
 */
export function guardKey(keyChain: KeyChain, platform: string): KeyGuard {
  return {
    protect: (key) =>
      isReal(keyChain, platform) ? Buffer.concat([MARK, keyChain.encryptString(key.toString('base64'))]) : key,
    reveal: (kept) =>
      kept.subarray(0, MARK.length).equals(MARK)
        ? Buffer.from(keyChain.decryptString(kept.subarray(MARK.length)), 'base64')
        : kept,
  };
}

/** Without a keyring, Linux "encrypts" under a password that everybody knows. */
function isReal(keyChain: KeyChain, platform: string): boolean {
  if (!keyChain.isEncryptionAvailable()) return false;
  return platform !== 'linux' || keyChain.getSelectedStorageBackend?.() !== 'basic_text';
}
