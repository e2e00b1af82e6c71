import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '#hub/db/embedded/embedded.ts';
import { migrateDatabase } from '#hub/db/migrate.ts';
import './provided-context.ts';
import { databaseUrl, runSql, TEST_DATABASE_PREFIX } from './test-databases.ts';

/**
 * One server for all tests: `TEST_DATABASE_URL` (a superuser, or one that may create databases and extensions), or an
 * embedded one. On it a migrated template, which each test file clones. Fails at the end when a test left a connection open.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer();
  const templateDatabase = `${TEST_DATABASE_PREFIX}template_${process.pid}`;
  await runSql(server.url, `CREATE DATABASE ${templateDatabase}`);
  await migrateDatabase(databaseUrl(server.url, templateDatabase));
  project.provide('postgresUrl', server.url);
  project.provide('templateDatabase', templateDatabase);

  return async () => {
    const leaks = await findLeaks(server.url);
    await runSql(server.url, `DROP DATABASE ${templateDatabase} WITH (FORCE)`);
    await server.stop();
    if (leaks.length > 0) throw new Error(`Tests left connections open: ${leaks.join('; ')}`);
  };
}

async function startServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given) return { url: given, stop: async () => undefined };
  const dataDir = await mkdtemp(join(tmpdir(), 'anteroom-test-postgres-'));
  // As root, Postgres runs as another user, who has to get in.
  await chmod(dataDir, 0o755);
  const server = await startEmbeddedPostgres(dataDir, (message) => console.error(message));
  return {
    url: server.url,
    async stop() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function findLeaks(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  // A database of a test is dropped with its last connection, so one that is still there was never closed either.
  const { rows } = await client.query<{ leak: string }>(
    `SELECT coalesce(activity.application_name, 'no connection') || ' on ' || pg_database.datname AS leak
     FROM pg_database LEFT JOIN pg_stat_activity AS activity
       ON activity.datname = pg_database.datname AND activity.backend_type = 'client backend'
     WHERE pg_database.datname LIKE $1
       AND (activity.pid IS NOT NULL OR pg_database.datname NOT LIKE '%template%')`,
    [`${TEST_DATABASE_PREFIX}%`],
  );
  await client.end();
  return rows.map((row) => row.leak);
}
