import { AppError } from '#shared/domain/errors.ts';

/**
 * JSON can carry what no text column takes: NUL, and halves of surrogate pairs. Throws `request.invalid` with the path of
 * the first, where the database would break off the transaction.
 */
export function assertStorableText(input: object): void {
  const path = findUnstorable(input, '');
  if (path === null) return;
  throw new AppError('request.invalid', { issues: [{ path, problem: 'Holds a character that cannot be stored' }] });
}

function findUnstorable(value: unknown, path: string): string | null {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed() ? path : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const found =
      findUnstorable(key, `${path} (a field's name)`) ?? findUnstorable(inner, path === '' ? key : `${path}.${key}`);
    if (found !== null) return found;
  }
  return null;
}
