import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
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
  const { key, isBare } = readKey(file, protection);
  if (key.length !== KEY_BYTES) throw new AppError('device.key_unreadable', { file });
  // Kept before the host could guard it.
  const guarded = isBare ? protection.protect(key) : key;
  if (!guarded.equals(key)) writeDurably(file, guarded);
  return key;
}

function readKey(file: string, protection: KeyProtection): { key: Buffer; isBare: boolean } {
  try {
    if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600);
    const kept = readFileSync(file);
    const key = protection.reveal(kept);
    return { key, isBare: key.equals(kept) };
  } catch (cause) {
    throw new AppError('device.key_unreadable', { file }, { cause });
  }
}

/** Whole or not at all: half a key would open nothing. */
function writeDurably(file: string, bytes: Buffer): void {
  const unfinished = `${file}.new`;
  const handle = openSync(unfinished, 'w', 0o600);
  try {
    writeSync(handle, bytes);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(unfinished, file);
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
