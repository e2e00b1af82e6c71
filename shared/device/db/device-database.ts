import type Database from 'better-sqlite3';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { asDatabaseError } from './database-error.ts';
import type * as schema from './schema.ts';

export type DeviceDatabase = BetterSQLite3Database<typeof schema> & { $client: Database.Database };
type BuilderTransaction = Parameters<Parameters<DeviceDatabase['transaction']>[0]>[0];
export type DeviceTransaction = BuilderTransaction & { $client: Database.Database };
/** For queries that may run inside a transaction or outside one. */
export type DeviceReader = DeviceDatabase | DeviceTransaction;

/**
 * All or nothing, durable when it returns. Takes the write lock at once (`BEGIN IMMEDIATE`), so that what `work` reads
 * cannot change before it writes.
 */
export function writeTransaction<T>(db: DeviceDatabase, work: (tx: DeviceTransaction) => T): T {
  try {
    const { $client } = db;
    return db.transaction((tx) => work(Object.assign(tx, { $client })), { behavior: 'immediate' });
  } catch (error) {
    throw asDatabaseError(error);
  }
}

/**
 * A statement in SQL's own words, compiled once for the life of the store. For what a check-in runs, which someone waits for: the
 * query builder takes longer to write each of its small statements than SQLite to run it.
 */
export function kept(reader: DeviceReader, text: string): Database.Statement {
  return reader.$client.prepare(text);
}

/** Lets go of the file; the log it leaves behind is folded into the database. */
export function closeDatabase(db: DeviceDatabase): void {
  db.$client.close();
}
