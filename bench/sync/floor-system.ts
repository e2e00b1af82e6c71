import { fileURLToPath } from 'node:url';
import { startChild } from './start-child.ts';
import type { System } from './system.ts';

const SERVER = fileURLToPath(new URL('floor-server.ts', import.meta.url));

/** A server that only stores: nothing is known of the devices or of what they send. */
export const floor: System = {
  name: 'floor',
  ack: 'flushed to disk',
  worker: new URL('floor-worker.ts', import.meta.url),
  async startServer(databaseUrl) {
    const { url, pid, stop } = await startChild(SERVER, { FLOOR_DATABASE: databaseUrl });
    return { pid, wire: url, stop };
  },
};
