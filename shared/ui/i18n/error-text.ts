import type { i18n, TFunction } from 'i18next';
import { AppError } from '#shared/domain/errors.ts';

/** What an error means, and what to do, in the person's words: `error.<code>`, or the general one for an unknown code. */
export function errorText(t: TFunction, error: unknown): string {
  const code = error instanceof AppError ? error.code : 'unexpected';
  return t([`error.${code}`, 'error.unexpected']);
}

/** Whether this code has words of its own. */
export function hasErrorText(texts: i18n, code: string): boolean {
  return texts.exists(`error.${code}`);
}
