import { createRequire } from 'node:module';
import { join } from 'node:path';
import { makeRegistration } from './registration.ts';
import type { Devices, Reader } from './system.ts';

type Replication = { on(event: string, listener: (info: Info) => void): Replication };
type Info = { last_seq?: number; docs: { _id: string }[]; direction?: 'push' | 'pull'; change: { docs: unknown[] } };
type Pouch = {
  bulkDocs(docs: object[]): Promise<unknown>;
  setMaxListeners(count: number): void;
  sync(url: string, options: object): Replication;
  replicate: { to(url: string, options: object): Replication; from(url: string, options: object): Replication };
};
type Wire = { database: string; twoWay: boolean };

const PouchDB = createRequire(new URL('peers/package.json', import.meta.url))('pouchdb') as new (name: string) => Pouch;
/** Batches as large as ours. */
const OPTIONS = { live: true, retry: true, batch_size: 200, back_off_function: () => 250 };

export const devices: Devices = async ({ m, n, folder, wire }) => {
  const { database, twoWay } = wire as Wire;
  const stores: Pouch[] = [];
  for (let device = 0; device < m; device += 1) {
    const store = new PouchDB(join(folder, `pouch-${device}`));
    store.setMaxListeners(50);
    const people = Array.from({ length: n }, (_, index) => makeRegistration(device, index));
    await store.bulkDocs(people.map(({ id, ...person }) => ({ _id: id, ...person })));
    stores.push(store);
  }
  const send = twoWay ? syncAll : pushAll;
  return async () => {
    await Promise.all(stores.map(async (store) => send(store, database, n)));
  };
};

async function pushAll(store: Pouch, database: string, n: number): Promise<void> {
  return new Promise((resolve) => {
    store.replicate.to(database, OPTIONS).on('change', ({ last_seq: sent = 0 }) => {
      if (sent >= n) resolve();
    });
  });
}

async function syncAll(store: Pouch, database: string, n: number): Promise<void> {
  return new Promise((resolve) => {
    let written = 0;
    store.sync(database, OPTIONS).on('change', ({ direction, change }) => {
      if (direction === 'push') written += change.docs.length;
      if (written >= n) resolve();
    });
  });
}

export const reader: Reader = async ({ folder, wire }, onCount) => {
  const store = new PouchDB(join(folder, 'pouch-reader'));
  const seen = new Set<string>();
  store.replicate.from((wire as Wire).database, OPTIONS).on('change', ({ docs }) => {
    for (const { _id } of docs) seen.add(_id);
    onCount(seen.size);
  });
};
