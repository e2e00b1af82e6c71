import type { z } from 'zod';
import { AppError } from '#shared/domain/errors.ts';
import type { ErrorReply } from '#shared/protocol/api/contract.ts';
import { postgresCode } from '#hub/db/postgres-error.ts';
import { ERROR_TABLE } from './error-table.ts';

export type FailedRequest = { status: number; reply: ErrorReply; isDefect: boolean };

/** The one place where an error becomes HTTP. What nobody foresaw is `internal`, with nothing of it in the reply. */
export function toErrorReply(error: unknown, requestId: string): FailedRequest {
  const known = toAppError(error);
  // A code that stands for a defect is told to the log alone, as one that no one foresaw.
  const code = known && (ERROR_TABLE[known.code]?.[0] ?? 500) !== 500 ? known.code : 'internal';
  const [status, message] = ERROR_TABLE[code] ?? [500, code];
  const details = code === 'internal' ? {} : (known?.details ?? {});
  return {
    status,
    reply: { success: false, error: { code, message, details, requestId } },
    isDefect: code === 'internal',
  };
}

/** Which field is wrong and how, without the values: those may be someone's name. */
export function invalidRequest(part: string, error: z.ZodError): AppError {
  const issues = error.issues.map((issue) => ({ path: [part, ...issue.path].join('.'), problem: issue.message }));
  return new AppError('request.invalid', { issues });
}

function toAppError(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error;
  if (!(error instanceof Error)) return undefined;
  // What express.json throws.
  if ('type' in error) {
    if (error.type === 'entity.parse.failed') return new AppError('request.malformed_json');
    if (error.type === 'entity.too.large') return new AppError('request.too_large');
    if (typeof error.type === 'string' && /^(?:charset|encoding|request|entity)\./u.test(error.type)) {
      return new AppError('request.malformed_json');
    }
  }
  if (error instanceof URIError)
    return new AppError('request.invalid', { issues: [{ path: 'path', problem: 'Bad escape' }] });
  return fromDatabase(error);
}

const UNSTORABLE = new Set(['22003', '22007', '22008', '22021', '22P02', '22P05']);

function fromDatabase(error: Error): AppError | undefined {
  const code = postgresCode(error) ?? '';
  // Lost to other transactions again and again; cut off by a time limit; no connection left.
  if (['40001', '40P01', '57014', '55P03', '53300'].includes(code)) return new AppError('database.busy');
  // A number, date or text that fits the contract and no column: year 0, for one.
  if (UNSTORABLE.has(code)) {
    return new AppError('request.invalid', { issues: [{ path: 'unknown', problem: 'A value that cannot be stored' }] });
  }
  if (code.startsWith('08') || code.startsWith('57P')) return new AppError('database.unavailable');
  return isConnectionLoss(error) ? new AppError('database.unavailable') : undefined;
}

const NETWORK_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH']);

function isConnectionLoss(error: Error): boolean {
  if (error instanceof AggregateError)
    return error.errors.some((inner) => inner instanceof Error && isConnectionLoss(inner));
  if ('code' in error && typeof error.code === 'string' && NETWORK_CODES.has(error.code)) return true;
  if (/^(?:Connection terminated|timeout exceeded when trying to connect)/u.test(error.message)) return true;
  return error.cause instanceof Error && isConnectionLoss(error.cause);
}
