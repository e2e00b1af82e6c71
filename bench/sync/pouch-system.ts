import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startChild } from './start-child.ts';
import type { System } from './system.ts';

const SERVER = fileURLToPath(new URL('pouch-server.ts', import.meta.url));
const PEERS = fileURLToPath(new URL('peers', import.meta.url));

/** PouchDB at both ends; `twoWay`: devices keep a live sync in both directions, as products do, instead of only sending. */
export function pouch({ twoWay }: { twoWay: boolean }): System {
  return {
    name: twoWay ? 'PouchDB, both ways' : 'PouchDB',
    ack: 'written, not flushed',
    worker: new URL('pouch-worker.ts', import.meta.url),
    async startServer(_databaseUrl, folder) {
      const { url, pid, stop } = await startChild(SERVER, { POUCH_FOLDER: folder });
      const database = `${url}/clinic`;
      await fetch(database, { method: 'PUT' });
      return { pid, wire: { database, twoWay }, stop };
    },
  };
}

/** Peers are installed on demand, from a lockfile of their own: none of them belongs to the product or its tests. */
export function installPeers(): void {
  if (existsSync(`${PEERS}/node_modules`)) return;
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: PEERS,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
}
