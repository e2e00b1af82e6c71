import { AppError } from '#shared/domain/errors.ts';
import type { RequestInfo } from './request-info.ts';

/**
 * For operations that go by a cookie: browsers send the cookie whoever makes them ask, but they also say truly which
 * page asked. Throws `request.cross_origin` unless that page is one of this hub's own.
 */
export function assertSameOrigin(request: RequestInfo): void {
  const origin = request.header('origin') ?? '';
  const own = request.header('host');
  if (!own || !URL.canParse(origin) || new URL(origin).host !== own) throw new AppError('request.cross_origin');
}
