import { AppError } from '#shared/domain/errors.ts';
import type { OpResult } from '#shared/protocol/sync/push.ts';
import { brokenConstraint, postgresCode } from '#hub/db/postgres-error.ts';

export type OpFailure = Pick<OpResult, 'outcome'> & { code: string };

/** Unique constraints whose violation means: this token is on another person's ticket. */
const TOKEN_CONSTRAINTS: ReadonlySet<string> = new Set([
  'visits_location_id_token_number_key',
  'queue_management_location_id_token_number_key',
]);

/** Codes of ours that two sides disagree about, rather than one being wrong. */
const CONFLICT_CODES: ReadonlySet<string> = new Set([
  'sync.visit_exists',
  'patient.of_another_location',
  'patient.merged',
  'queue.already_waiting',
]);

/**
 * What a failed op is recorded as, or null when it did not fail for ever: the batch must then be given up and sent
 * again. Goes by Postgres' SQLSTATE, never by its text: class 22 is data that no column takes, 23 a broken constraint;
 * what is neither nor our own (lost connections, serialization, deadlock, disk full, cancelled, shutdown) is transient.
 */
export function classifyFailure(error: unknown): OpFailure | null {
  if (error instanceof AppError) {
    return { outcome: CONFLICT_CODES.has(error.code) ? 'conflict' : 'failed', code: error.code };
  }
  const code = postgresCode(error) ?? '';
  if (code === '23505') {
    const isToken = TOKEN_CONSTRAINTS.has(brokenConstraint(error) ?? '');
    return { outcome: 'conflict', code: isToken ? 'sync.token_taken' : 'sync.record_exists' };
  }
  if (code.startsWith('22') || code.startsWith('23')) return { outcome: 'failed', code: 'sync.refused_by_database' };
  return null;
}
