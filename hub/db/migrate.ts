import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { drizzle } from 'drizzle-orm/node-postgres';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { StartError } from '#hub/start-error.ts';
import { explainConnectionProblem } from './connection-problem.ts';

const MIGRATIONS_FOLDER = fileURLToPath(new URL('../../migrations/hub', import.meta.url));
/** Any number of our own: hubs that start at the same time take turns on it. */
const MIGRATION_LOCK = 4_711_001;
/** UNIQUE NULLS NOT DISTINCT came with 15. */
const OLDEST_POSTGRES = 150_000;

/**
 * Brings the database to this build's schema. Safe to call from any number of processes at once. Throws StartError when
 * the database cannot be reached, is too old, or was already used by a newer hub.
 */
export async function migrateDatabase(url: string): Promise<void> {
  // One connection of its own: the lock belongs to the connection, and is gone with it if this process dies.
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'anteroom',
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await assertVersion(client);
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await assertNotNewer(client);
    await migrate(drizzle(client), { migrationsFolder: MIGRATIONS_FOLDER });
  } catch (error) {
    throw error instanceof StartError ? error : explainConnectionProblem(url, error);
  } finally {
    await client.end();
  }
}

async function assertVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number }>(
    `SELECT current_setting('server_version_num')::int AS version`,
  );
  const version = rows[0]?.version ?? 0;
  if (version >= OLDEST_POSTGRES) return;
  throw new StartError(`The hub needs Postgres 15 or newer, this one is ${Math.floor(version / 10_000)}: update it.`);
}

async function assertNotNewer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ known: boolean }>(
    `SELECT to_regclass('drizzle.__drizzle_migrations') IS NOT NULL AS known`,
  );
  if (!rows[0]?.known) return;
  const applied = await client.query<{ newest: string | null }>(
    'SELECT max(created_at) AS newest FROM drizzle.__drizzle_migrations',
  );
  const ours = readMigrationFiles({ migrationsFolder: MIGRATIONS_FOLDER }).map((file) => file.folderMillis);
  if (Number(applied.rows[0]?.newest ?? 0) <= Math.max(...ours)) return;
  throw new StartError('This database was set up by a newer version of the hub: update this hub to the same version.');
}
