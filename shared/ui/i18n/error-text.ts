import type { TFunction } from 'i18next';
import { AppError } from '#shared/domain/errors.ts';

/** What an error means, and what to do, in the person's words: `error.<code>`, or the general one for an unknown code. */
export function errorText(t: TFunction, error: unknown): string {
  const code = error instanceof AppError ? error.code : 'unexpected';
  return t([`error.${code}`, 'error.unexpected']);
}
