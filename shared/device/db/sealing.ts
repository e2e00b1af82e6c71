import {
  type KeyObject,
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
} from 'node:crypto';
import type Database from 'better-sqlite3';
import { sql } from 'drizzle-orm';
import { customType } from 'drizzle-orm/sqlite-core';
import { AppError } from '#shared/domain/errors.ts';

/**
 * Personal data at rest: AES-256-GCM, field by field, each with a nonce of its own. A sealed text is a JSON string, so
 * that it may stand wherever JSON must: `"aes1:<key id>:<nonce, ciphertext and tag in base64>"`.
 */
const PREFIX = '"aes1:';
const NONCE_BYTES = 12;
const NONCES_A_DRAW = 64;
const TAG_BYTES = 16;

/**
 * Keys of the stores that this process has opened. A column is read without its connection at hand, so a sealed text
 * names its key; text of a store that is not open stays closed.
 */
const keys = new Map<string, KeyObject>();

export function keyIdOf(key: Buffer): string {
  return createHash('sha256').update('anteroom store key').update(key).digest('hex').slice(0, 16);
}

/** Lets a connection write sealed fields (SQL functions `seal` and `mark`), and this process read them. */
export function useKey(client: Database.Database, key: Buffer): void {
  const keyId = keyIdOf(key);
  const sealKey = createSecretKey(key);
  const nextNonce = drawNonces();
  keys.set(keyId, sealKey);
  client.function('seal', { directOnly: true }, (text: unknown) =>
    typeof text === 'string' ? sealText(text, keyId, sealKey, nextNonce()) : null,
  );
  // A key of its own: what is sealed and what is marked tell nothing of one another.
  const markKey = Buffer.from(hkdfSync('sha256', key, '', 'anteroom match mark', 32));
  client.function('mark', { directOnly: true, deterministic: true }, (text: unknown) =>
    typeof text === 'string' ? createHmac('sha256', markKey).update(text, 'utf8').digest('base64url') : null,
  );
}

/** Each random, and given once. Many are drawn at a time: asking the system costs more than to seal a name. */
function drawNonces(): () => Buffer {
  let drawn: Buffer = Buffer.alloc(0);
  return () => {
    if (drawn.length === 0) drawn = randomBytes(NONCE_BYTES * NONCES_A_DRAW);
    const nonce = drawn.subarray(0, NONCE_BYTES);
    drawn = drawn.subarray(NONCE_BYTES);
    return nonce;
  };
}

function sealText(text: string, keyId: string, key: KeyObject, nonce: Buffer): string {
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${PREFIX}${keyId}:${sealed.toString('base64')}"`;
}

/** Throws `device.sealed_damaged` when the text was changed, or its key is not here. */
export function openText(sealed: string): string {
  const [keyId = '', base64 = ''] = sealed.slice(PREFIX.length, -1).split(':');
  const key = keys.get(keyId);
  if (!sealed.startsWith(PREFIX) || !key) throw new AppError('device.sealed_damaged', { keyId });
  const bytes = Buffer.from(base64, 'base64');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    return decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  } catch (cause) {
    throw new AppError('device.sealed_damaged', { keyId }, { cause });
  }
}

/** A text column whose file holds no byte of the text. It cannot be searched: two seals of one text differ. */
export const sealedText = customType<{ data: string; driverData: string }>({
  dataType: () => 'text',
  toDriver: (text) => sql`seal(${text})`,
  fromDriver: openText,
});

/**
 * A text column that holds a keyed hash of what is written to it: it can be looked for and never read. Read, it gives the
 * hash.
 */
export const markedText = customType<{ data: string; driverData: string }>({
  dataType: () => 'text',
  toDriver: (text) => sql`mark(${text})`,
});

/** The same as `sealedText`, of any JSON value. */
export const sealedJson = customType<{ data: unknown; driverData: string }>({
  dataType: () => 'text',
  toDriver: (value) => sql`seal(${JSON.stringify(value)})`,
  fromDriver: (sealed) => JSON.parse(openText(sealed)) as unknown,
});
