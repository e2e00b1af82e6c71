import { realpath } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { ClusterFolder } from './cluster-folder.ts';
import { forgetReapable, isAlive, readPidFile } from './pid-file.ts';

export function serverUrl(cluster: ClusterFolder, port: number, database: string): string {
  return `postgresql://anteroom:${cluster.password}@127.0.0.1:${port}/${database}`;
}

/** The port of the server that already runs on this folder, or null when there is none. */
export async function findRunningServer(cluster: ClusterFolder): Promise<number | null> {
  // Longer than any recovery or shut-down we could meet half-way, short enough for someone at the terminal.
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const noted = await readPidFile(cluster.path);
    if (!noted) return null;
    if (!(await isAlive(noted.pid))) {
      await forgetReapable(cluster.path, noted.pid);
      return null;
    }
    const state = noted.port === null ? 'wait' : await probe(cluster, noted.port);
    if (state === 'ours') return noted.port;
    if (state === 'other') return null;
    await sleep(100);
  }
  return null;
}

/** The noted process id or port may belong to someone else by now: only a server that serves our folder is ours. */
async function probe(cluster: ClusterFolder, port: number): Promise<'ours' | 'other' | 'wait'> {
  const client = new pg.Client({
    connectionString: serverUrl(cluster, port, 'postgres'),
    connectionTimeoutMillis: 2_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    return rows[0]?.data_directory === (await realpath(cluster.path)) ? 'ours' : 'other';
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    // Starting up, shutting down, or not listening yet.
    return ['57P03', '57P01', 'ECONNREFUSED', 'ECONNRESET'].includes(code) ? 'wait' : 'other';
  } finally {
    await client.end().catch(() => undefined);
  }
}
