import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { listen } from './listen.ts';

/** One commit as durable as ours, then the same bytes to a socket that counts them. */
export async function openFloor(folder: string) {
  const db = new Database(join(folder, 'floor.sqlite'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE record (id INTEGER PRIMARY KEY, payload TEXT NOT NULL)');
  const insert = db.prepare('INSERT INTO record (payload) VALUES (?)');
  let expected = 0;
  let received = 0;
  let done: (() => void) | undefined;
  const server = createServer((socket) => {
    socket.on('data', (chunk: Buffer) => {
      received += chunk.length;
      if (received >= expected) done?.();
    });
  });
  const socket = connect(await listen(server), '127.0.0.1');
  socket.setNoDelay(true);
  return {
    async run(bytes: Buffer): Promise<number> {
      expected = bytes.length;
      received = 0;
      const arrived = new Promise<void>((resolve) => {
        done = resolve;
      });
      const begun = performance.now();
      insert.run('x'.repeat(550));
      socket.write(bytes);
      await arrived;
      return performance.now() - begun;
    },
    close() {
      socket.destroy();
      server.close();
      db.close();
    },
  };
}
