import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '#hub/db/embedded/embedded.ts';
import { migrateDatabase } from '#hub/db/migrate.ts';
import { insertManyAppointments, type ManyAppointments } from '#testing/factories/many-appointments.ts';
import { startHubProcess } from '#testing/hub/hub-process.ts';
import { databaseUrl, runSql } from '#testing/postgres/test-databases.ts';
import { staffToken } from '#testing/hub/staff-token.ts';

/** A hub of its own on a database with so many appointments, and connections of our own beside it. */
export type Size = ManyAppointments & { count: number; url: string; pool: pg.Pool; headers: Record<string, string> };

const SECRET = 'a secret of the benchmark, long enough';

/** All sizes at once on one Postgres, so that each round can ask them in turn: a busy moment is busy for all of them. */
export async function openSizes(counts: readonly number[]): Promise<{ sizes: Size[]; close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'anteroom-bench-'));
  chmodSync(folder, 0o755);
  const stops: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const stop of stops.toReversed()) await stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const server = await startEmbeddedPostgres(folder, (message) => console.error(message));
    stops.push(async () => server.stop());
    const sizes: Size[] = [];
    for (const count of counts) sizes.push(await openSize(server.url, count, stops));
    return { sizes, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openSize(serverUrl: string, count: number, stops: (() => Promise<unknown>)[]): Promise<Size> {
  const name = `bench_${count}`;
  await runSql(serverUrl, `CREATE DATABASE ${name}`);
  const database = databaseUrl(serverUrl, name);
  await migrateDatabase(database);
  const pool = new pg.Pool({ connectionString: database, max: 10 });
  stops.push(async () => pool.end());
  const filled = await insertManyAppointments(pool, count);
  await pool.query('VACUUM ANALYZE');
  const hub = startHubProcess({
    DATABASE_URL: database,
    ANTEROOM_SECRET: SECRET,
    ANTEROOM_REQUESTS_PER_MINUTE: '0',
  });
  stops.push(async () => hub.stop());
  const headers = { 'content-type': 'application/json', ...(await staffToken(pool, SECRET, filled.locationId)) };
  return { ...filled, count, url: await hub.ready, pool, headers };
}
