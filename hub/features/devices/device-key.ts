import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 32 random bytes, base64url. Shown once, to the device; the hub keeps only its hash. */
export function makeDeviceKey(): string {
  return randomBytes(32).toString('base64url');
}

export function hashDeviceKey(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

export function isDeviceKey(key: string, hash: Buffer): boolean {
  return timingSafeEqual(hashDeviceKey(key), hash);
}
