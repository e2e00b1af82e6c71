import type { ErrorRequestHandler, RequestHandler } from 'express';
import { AppError } from '#shared/domain/errors.ts';
import type { Hub } from '#hub/hub.ts';
import { requestIdOf } from './request-info.ts';
import { toErrorReply } from './to-error-reply.ts';

export const refuseUnknownRoute: RequestHandler = () => {
  throw new AppError('request.no_such_route');
};

export function createErrorHandler(hub: Hub): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const requestId = requestIdOf(request);
    const { status, reply, isDefect } = toErrorReply(error, requestId);
    if (isDefect) hub.log.error({ requestId, ...describeDefect(error) }, 'unexpected error');
    if (response.headersSent) {
      next(error);
      return;
    }
    const { retryAfterSeconds } = reply.error.details;
    if (typeof retryAfterSeconds === 'number') response.set('retry-after', String(retryAfterSeconds));
    if (reply.error.code === 'hub.stopping') response.set('connection', 'close');
    response.status(status).set('cache-control', 'no-store').json(reply);
  };
}

/**
 * Message and stack of a failed statement hold its parameters, which may be someone's name: of those only the SQLSTATE,
 * the constraint and the place are logged.
 */
function describeDefect(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { thrown: typeof error };
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /u.test(line)) ?? [];
  if (error.cause === undefined && !('severity' in error)) return { error: error.message, frames };
  const cause = (error.cause ?? error) as { code?: string; constraint?: string; table?: string };
  return { sqlstate: cause.code, constraint: cause.constraint, table: cause.table, frames };
}
