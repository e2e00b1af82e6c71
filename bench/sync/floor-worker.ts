import { join } from 'node:path';
import Database from 'better-sqlite3';
import { MAX_OPS_PER_PUSH } from '#shared/protocol/sync/push.ts';
import { makeRegistration } from './registration.ts';
import type { Devices, Reader } from './system.ts';

/** Devices with a store of their own send what is in it in batches. */
export const devices: Devices = async ({ m, n, folder, wire }) => {
  const stores = Array.from({ length: m }, (_, device) => fillStore(join(folder, `floor-${device}.sqlite`), device, n));
  return async () => {
    await Promise.all(stores.map(async (store) => sendAll(wire as string, store)));
  };
};

/** Takes all in, page by page, into a store of its own, whenever the server says that there is news. */
export const reader: Reader = async ({ folder, wire }, onCount) =>
  startReader(wire as string, join(folder, 'floor-reader.sqlite'), onCount);

function openStore(file: string): Database.Database {
  const store = new Database(file);
  store.pragma('journal_mode = WAL');
  store.pragma('synchronous = FULL');
  return store;
}

function fillStore(file: string, device: number, n: number): Database.Database {
  const store = openStore(file);
  store.exec('CREATE TABLE registration (n INTEGER PRIMARY KEY, body TEXT NOT NULL, sent INTEGER NOT NULL DEFAULT 0)');
  const insert = store.prepare('INSERT INTO registration (n, body) VALUES (?, ?)');
  store.transaction(() => {
    for (let index = 0; index < n; index += 1) insert.run(index, JSON.stringify(makeRegistration(device, index)));
  })();
  return store;
}

async function sendAll(url: string, store: Database.Database): Promise<void> {
  const select = store.prepare('SELECT n, body FROM registration WHERE sent = 0 ORDER BY n LIMIT ?');
  const mark = store.prepare('UPDATE registration SET sent = 1 WHERE n BETWEEN ? AND ?');
  for (;;) {
    const rows = select.all(MAX_OPS_PER_PUSH) as { n: number; body: string }[];
    if (rows.length === 0) return;
    const response = await fetch(`${url}/push`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `[${rows.map((row) => row.body).join(',')}]`,
    });
    if (!response.ok) throw new Error(`the floor answered ${response.status}`);
    await response.json();
    mark.run(rows[0]!.n, rows.at(-1)!.n);
  }
}

type Row = { id: string; tx: string; seq: string; data: unknown };

async function startReader(url: string, file: string, onCount: (held: number) => void): Promise<void> {
  const store = openStore(file);
  store.exec('CREATE TABLE seen (id TEXT PRIMARY KEY, body TEXT NOT NULL)');
  const insert = store.prepare('INSERT OR IGNORE INTO seen VALUES (?, ?)');
  const keep = store.transaction((rows: Row[]) => rows.forEach((row) => insert.run(row.id, JSON.stringify(row.data))));
  let [tx, seq, count] = ['0', '0', 0];
  let news = 0;
  const lines = (await fetch(`${url}/news`)).body as unknown as AsyncIterable<Uint8Array>;
  void (async () => {
    for await (const _ of lines) news += 1;
  })().catch(() => undefined);
  void (async () => {
    for (;;) {
      const heard = news;
      const rows = (await (await fetch(`${url}/pull?tx=${tx}&seq=${seq}`)).json()) as Row[];
      const last = rows.at(-1);
      if (last) {
        keep(rows);
        [tx, seq, count] = [last.tx, last.seq, count + rows.length];
        onCount(count);
      }
      // News may come while a slower transaction still hides its rows: then it is looked again a little later.
      if (!last && heard === news) await pause(5);
    }
  })();
}

async function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
