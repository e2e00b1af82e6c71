import Database from 'better-sqlite3';
import { AppError } from '#shared/domain/errors.ts';

/** By the start of SQLite's extended result code. What is not here is a defect of ours, not of the machine. */
const CODES: readonly (readonly [prefix: string, code: string])[] = [
  ['SQLITE_BUSY', 'device.database_locked'],
  ['SQLITE_LOCKED', 'device.database_locked'],
  ['SQLITE_FULL', 'device.disk_full'],
  ['SQLITE_IOERR', 'device.disk_failed'],
  ['SQLITE_CORRUPT', 'device.database_damaged'],
  ['SQLITE_NOTADB', 'device.database_damaged'],
  ['SQLITE_READONLY', 'device.database_unwritable'],
  ['SQLITE_CANTOPEN', 'device.database_unopenable'],
  ['SQLITE_PERM', 'device.database_unopenable'],
];

/** An AppError for what the disk or the file did; anything else comes back as it was. Never holds a statement's values. */
export function asDatabaseError(error: unknown): unknown {
  const sqlite = findSqliteError(error);
  if (sqlite === null) return error;
  const known = CODES.find(([prefix]) => sqlite.code.startsWith(prefix));
  return known ? new AppError(known[1], { sqlite: sqlite.code }, { cause: error }) : error;
}

// The query builder wraps the driver's error as a cause.
function findSqliteError(error: unknown): InstanceType<typeof Database.SqliteError> | null {
  for (let inner = error; inner instanceof Error; inner = inner.cause) {
    if (inner instanceof Database.SqliteError) return inner;
  }
  return null;
}
