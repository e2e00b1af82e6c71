import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { MAX_OPS_PER_PUSH } from '#shared/protocol/sync.ts';
import { makeRegistration } from './registration.ts';
import type { SyncRun } from './sync-run.ts';

const SERVER = fileURLToPath(new URL('floor-server.ts', import.meta.url));

/** M devices with N stored registrations each send them in batches; a reader with a store of its own takes all in. */
export async function runFloor(databaseUrl: string, folder: string, m: number, n: number): Promise<SyncRun> {
  const stores = Array.from({ length: m }, (_, device) => fillStore(join(folder, `floor-${device}.sqlite`), device, n));
  const child = fork(SERVER, { env: { ...process.env, FLOOR_DATABASE: databaseUrl } });
  const [{ url }] = (await once(child, 'message')) as [{ url: string }];
  const reader = startReader(url, join(folder, 'floor-reader.sqlite'), m * n);
  await reader.ready;
  const t0 = performance.now();
  await Promise.all(stores.map(async (store) => sendAll(url, store)));
  const durableMs = performance.now() - t0;
  const visibleMs = (await reader.sawAll) - t0;
  child.disconnect();
  await once(child, 'exit');
  return { durableMs, visibleMs };
}

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

function startReader(url: string, file: string, all: number): { ready: Promise<void>; sawAll: Promise<number> } {
  const store = openStore(file);
  store.exec('CREATE TABLE seen (id TEXT PRIMARY KEY, body TEXT NOT NULL)');
  const insert = store.prepare('INSERT OR IGNORE INTO seen VALUES (?, ?)');
  const keep = store.transaction((rows: Row[]) => rows.forEach((row) => insert.run(row.id, JSON.stringify(row.data))));
  const { promise: ready, resolve: isReady } = Promise.withResolvers<void>();
  const { promise: sawAll, resolve } = Promise.withResolvers<number>();
  let [tx, seq, count] = ['0', '0', 0];
  let news = 0;
  void (async () => {
    const lines = (await fetch(`${url}/news`)).body as unknown as AsyncIterable<Uint8Array>;
    isReady();
    for await (const _ of lines) news += 1;
  })().catch(() => undefined);
  void (async () => {
    while (count < all) {
      const heard = news;
      const rows = (await (await fetch(`${url}/pull?tx=${tx}&seq=${seq}`)).json()) as Row[];
      const last = rows.at(-1);
      if (last) {
        keep(rows);
        [tx, seq, count] = [last.tx, last.seq, count + rows.length];
      }
      // News may come while a slower transaction still hides its rows: then it is looked again a little later.
      if (!last && heard === news) await pause(5);
    }
    resolve(performance.now());
  })();
  return { ready, sawAll };
}

async function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
