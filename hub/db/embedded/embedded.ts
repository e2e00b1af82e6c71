import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { StartError } from '#hub/start-error.ts';
import { openClusterFolder, type ClusterFolder } from './cluster-folder.ts';
import { takeOwnerLock, type OwnerLock } from './owner-lock.ts';
import { findRunningServer, serverUrl } from './running-server.ts';
import { findFreePort, readLastFailure, serverLog, startServer, stopServer } from './server-process.ts';

const DATABASE = 'anteroom';

export type EmbeddedServer = { url: string; adopted: boolean; stop(): Promise<void> };

/**
 * The hub's own Postgres in `<data dir>/postgres`, on a free port of 127.0.0.1. Adopts the server that a killed hub left
 * running, and brings one that dies back on the same port. Throws StartError; leaves nothing running when it does.
 */
export async function startEmbeddedPostgres(
  dataDir: string,
  onTrouble: (message: string) => void = () => undefined,
): Promise<EmbeddedServer> {
  const cluster = await openClusterFolder(dataDir);
  const { port, adopted } = await ensureRunning(cluster, null);
  const lock = await takeOwnerLock(serverUrl(cluster, port, 'postgres'));
  if (!lock) {
    throw new StartError(
      `Another hub is already running on ${dataDir}: stop it, or give this one an ANTEROOM_DATA_DIR of its own.`,
    );
  }
  await createDatabase(serverUrl(cluster, port, 'postgres'));
  const keeper = keepRunning(cluster, port, lock, onTrouble);
  return { url: serverUrl(cluster, port, DATABASE), adopted, stop: () => keeper.stop() };
}

async function ensureRunning(
  cluster: ClusterFolder,
  fixedPort: number | null,
): Promise<{ port: number; adopted: boolean }> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const running = await findRunningServer(cluster);
    if (running !== null) return { port: running, adopted: true };
    const port = fixedPort ?? (await findFreePort());
    if (await startServer(cluster.path, port)) return { port, adopted: false };
    // Another hub may start it at this moment, the port may just have been taken, or killed processes of the last
    // server still hold its memory: each is gone, or found running, the next time round.
    await sleep(500);
  }
  throw new StartError(
    `The built-in Postgres does not start (${await readLastFailure(cluster.path)}): see ${serverLog(cluster.path)}.`,
  );
}

/** A lost lock means a lost server: it is started again where everyone looks for it. */
function keepRunning(
  cluster: ClusterFolder,
  port: number,
  firstLock: OwnerLock,
  onTrouble: (message: string) => void,
): { stop(): Promise<void> } {
  const state = { lock: firstLock, stopping: false };
  const watch = async (): Promise<void> => {
    while (!state.stopping) {
      await state.lock.lost;
      if (state.stopping) return;
      onTrouble('The built-in Postgres went away; bringing it back.');
      try {
        await ensureRunning(cluster, port);
        state.lock = (await takeOwnerLock(serverUrl(cluster, port, 'postgres'))) ?? state.lock;
      } catch (error) {
        onTrouble(error instanceof Error ? error.message : String(error));
        await sleep(1_000);
      }
    }
  };
  const watching = watch();
  return {
    async stop() {
      state.stopping = true;
      await state.lock.release().catch(() => undefined);
      await watching;
      await stopServer(cluster.path);
    },
  };
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}
