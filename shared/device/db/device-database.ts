import type Database from 'better-sqlite3';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { asDatabaseError } from './database-error.ts';
import type * as schema from './schema.ts';

export type DeviceDatabase = BetterSQLite3Database<typeof schema> & { $client: Database.Database };
export type DeviceTransaction = Parameters<Parameters<DeviceDatabase['transaction']>[0]>[0];
/** For queries that may run inside a transaction or outside one. */
export type DeviceReader = DeviceDatabase | DeviceTransaction;

/**
 * All or nothing, durable when it returns. Takes the write lock at once (`BEGIN IMMEDIATE`), so that what `work` reads
 * cannot change before it writes.
 */
export function writeTransaction<T>(db: DeviceDatabase, work: (tx: DeviceTransaction) => T): T {
  try {
    return db.transaction(work, { behavior: 'immediate' });
  } catch (error) {
    throw asDatabaseError(error);
  }
}

/** Lets go of the file; the log it leaves behind is folded into the database. */
export function closeDatabase(db: DeviceDatabase): void {
  db.$client.close();
}
