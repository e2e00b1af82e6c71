import { chmod, rm } from 'node:fs/promises';
import { startEmbeddedPostgres } from '#hub/db/embedded/embedded.ts';
import { migrateDatabase } from '#hub/db/migrate.ts';
import { databaseUrl, runSql } from '#testing/postgres/test-databases.ts';
import { makeScratchFolder } from './scratch-folder.ts';

export type SimPostgres = { url: string; template: string; stop(): Promise<void> };

/** A server of one's own for simulations from the command line, with a migrated template. */
export async function startSimPostgres(): Promise<SimPostgres> {
  const dataDir = makeScratchFolder('anteroom-sim-postgres-');
  await chmod(dataDir, 0o755);
  const server = await startEmbeddedPostgres(dataDir, (message) => console.error(message));
  const template = 'anteroom_sim_template';
  await runSql(server.url, `CREATE DATABASE ${template}`);
  await migrateDatabase(databaseUrl(server.url, template));
  // What the simulation proves is the order of things; that Postgres keeps its word at a power cut is proved elsewhere.
  for (const setting of ['synchronous_commit', 'fsync', 'full_page_writes']) {
    await runSql(server.url, `ALTER SYSTEM SET ${setting} = off`);
  }
  await runSql(server.url, 'SELECT pg_reload_conf()');
  return {
    url: server.url,
    template,
    async stop() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
