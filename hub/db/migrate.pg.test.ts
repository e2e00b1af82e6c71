import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import '#testing/postgres/provided-context.ts';
import { HUB_PROCESS_TIMEOUT_MS, makeDataFolder, startHubProcess } from '#testing/hub/hub-process.ts';
import { databaseUrl, runSql, TEST_DATABASE_PREFIX } from '#testing/postgres/test-databases.ts';
import { migrateDatabase } from './migrate.ts';

const server = inject('postgresUrl');
const name = `${TEST_DATABASE_PREFIX}${randomBytes(6).toString('hex')}`;
const url = databaseUrl(server, name);
let dataDir: string;
beforeAll(async () => {
  dataDir = await makeDataFolder();
  await runSql(server, `CREATE DATABASE ${name}`);
});
afterAll(async () => {
  await runSql(server, `DROP DATABASE ${name}`);
  await rm(dataDir, { recursive: true, force: true });
});

async function applied(): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ n: number }>('SELECT count(*)::int AS n FROM drizzle.__drizzle_migrations');
  await client.end();
  return rows[0]!.n;
}

describe('migrations', { timeout: HUB_PROCESS_TIMEOUT_MS }, () => {
  test('run once on an empty database, however many hubs start on it at the same moment', async () => {
    const hubs = Array.from({ length: 3 }, () => startHubProcess({ DATABASE_URL: url, ANTEROOM_DATA_DIR: dataDir }));
    try {
      await Promise.all(hubs.map(async (hub) => hub.ready));
      const before = await applied();
      expect(before).toBeGreaterThanOrEqual(5);
      await migrateDatabase(url);
      expect(await applied()).toBe(before);
    } finally {
      await Promise.all(hubs.map(async (hub) => hub.stop()));
    }
  });

  test('are not undone by an older hub, which refuses to start', async () => {
    await runSql(
      url,
      `INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ('of the future', 9999999999999)`,
    );
    await expect(migrateDatabase(url)).rejects.toThrow(
      'This database was set up by a newer version of the hub: update this hub to the same version.',
    );
  });
});
