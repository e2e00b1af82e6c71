import { AppError } from '#shared/domain/errors.ts';

/** What `write` gives; null when the store cannot be written to just now (a full disk). */
export function tryWrite<T>(write: () => T): T | null {
  try {
    return write();
  } catch (error) {
    if (error instanceof AppError && error.code.startsWith('device.')) return null;
    throw error;
  }
}
