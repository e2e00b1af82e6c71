import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, inject } from 'vitest';
import './provided-context.ts';
import { openDatabase, type OpenDatabase } from '#hub/db/client.ts';
import { databaseUrl, runSql, TEST_DATABASE_PREFIX } from './test-databases.ts';

export type ClonedDatabase = OpenDatabase & { url: string };

/**
 * A fresh, migrated database. `close` ends its pool and drops it; it does not force, so that a connection which a test
 * forgot makes the drop fail.
 */
export async function cloneDatabase(): Promise<ClonedDatabase> {
  const server = inject('postgresUrl');
  const name = `${TEST_DATABASE_PREFIX}${randomBytes(6).toString('hex')}`;
  await runSql(server, `CREATE DATABASE ${name} TEMPLATE ${inject('templateDatabase')}`);
  const url = databaseUrl(server, name);
  // As many connections as the widest test needs at once.
  const open = openDatabase(url, (error) => console.error('idle connection:', error.message), 20);
  return {
    ...open,
    url,
    async close() {
      await open.close();
      await runSql(server, `DROP DATABASE ${name}`);
    },
  };
}

/** A database of its own for the tests of a file (or of a `describe`): call it at the top, read `.db` within tests. */
export function useDatabase(): ClonedDatabase {
  const database = {} as ClonedDatabase;
  beforeAll(async () => {
    Object.assign(database, await cloneDatabase());
  });
  afterAll(async () => database.close());
  return database;
}
