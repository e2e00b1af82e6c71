import { randomBytes } from 'node:crypto';
import { chmodSync, closeSync, existsSync, fsyncSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '#shared/domain/errors.ts';

/**
 * How a host keeps the store's key from who copies the data folder. The browser host has nothing but the file's own
 * rights; Electron hands in the system's key chain (`safeStorage`).
 */
export type KeyProtection = { protect(key: Buffer): Buffer; reveal(kept: Buffer): Buffer };

const KEY_BYTES = 32;
const NO_PROTECTION: KeyProtection = { protect: (key) => key, reveal: (kept) => kept };

/**
 * The store's key from its file, readable by this user alone. Makes one where there is none, if `mayMake`; it is durable
 * before it is given out, since all that it seals is lost with it. Throws `device.key_missing`, `device.key_unreadable`.
 */
export function loadKey(file: string, mayMake: boolean, protection: KeyProtection = NO_PROTECTION): Buffer {
  if (!existsSync(file)) {
    if (!mayMake) throw new AppError('device.key_missing', { file });
    writeDurably(file, protection.protect(randomBytes(KEY_BYTES)));
  }
  const key = readKey(file, protection);
  if (key.length !== KEY_BYTES) throw new AppError('device.key_unreadable', { file });
  return key;
}

function readKey(file: string, protection: KeyProtection): Buffer {
  try {
    if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600);
    return protection.reveal(readFileSync(file));
  } catch (cause) {
    throw new AppError('device.key_unreadable', { file }, { cause });
  }
}

function writeDurably(file: string, bytes: Buffer): void {
  const handle = openSync(file, 'wx', 0o600);
  try {
    writeSync(handle, bytes);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  syncFolder(dirname(file));
}

/** Not every system can; where it cannot, the file's own flush has to do. */
function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r');
    fsyncSync(handle);
    closeSync(handle);
  } catch {
    // Windows refuses to open folders.
  }
}
