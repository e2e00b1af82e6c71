import { AppError } from '#shared/domain/errors.ts';

/**
 * Whether the hub has said that this session is over. A hub that is away, busy or failing has said nothing about it,
 * and must not cost anyone their sign-in.
 */
export function isFinalRefusal(error: unknown): boolean {
  if (!(error instanceof AppError)) return false;
  const { status } = error.details;
  return status === 400 || status === 401 || status === 403;
}
