import { AppError } from '#shared/domain/errors.ts';

/** Deeper than anything an operation takes. */
const MAX_DEPTH = 64;

/**
 * A body of brackets in brackets is small to send and exhausts the stack of whatever walks through it. Throws
 * `request.invalid` before anything does; walks itself without recursion.
 */
export function assertShallowBody(body: unknown): void {
  let level: unknown[] = [body];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) {
      throw new AppError('request.invalid', { issues: [{ path: 'body', problem: 'Nested too deeply' }] });
    }
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
}
