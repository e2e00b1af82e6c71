/** The SQLSTATE of a failed statement, however deep the driver's error is wrapped; undefined when it is none. */
export function postgresCode(error: unknown): string | undefined {
  return findPostgresError(error)?.code;
}

/** The constraint that a statement broke, for turning "23505" into what it means to a person. */
export function brokenConstraint(error: unknown): string | undefined {
  return findPostgresError(error)?.constraint;
}

type PostgresError = Error & { code: string; constraint?: string };

function findPostgresError(error: unknown): PostgresError | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/u.test(error.code)) {
    return error as PostgresError;
  }
  return findPostgresError(error.cause);
}
