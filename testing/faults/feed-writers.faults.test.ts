import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase, type OpenDatabase } from '#hub/db/client.ts';
import { appendFeed } from '#hub/db/feed.ts';
import { createTransact } from '#hub/db/transact.ts';
import { readFeed } from '#hub/features/sync/read-feed.ts';
import { insertLocation } from '#testing/factories/clinic.ts';
import { cloneDatabase, type ClonedDatabase } from '#testing/postgres/clone-database.ts';
import { seededRandom } from '#testing/seeded-random.ts';
import { faultPlan } from './fault-plan.ts';

/** `FAULT_RUNS` is seconds here. */
const plan = faultPlan('32 writers on one feed, seconds', 60);
const WRITERS = 32;
const READERS = 3;

let database: ClonedDatabase;
/** Two hubs of one clinic have a pool each. */
let hubs: OpenDatabase[];
beforeAll(async () => {
  database = await cloneDatabase();
  hubs = [0, 1].map(() => openDatabase(database.url, () => undefined, WRITERS / 2 + 2));
});
afterAll(async () => {
  await Promise.all(hubs.map(async (hub) => hub.close()));
  await database.close();
});

test('a cursor that follows a feed meets every committed row, in a row, whoever takes long and whoever gives up', async () => {
  const location = await insertLocation(database.db);
  const committed = new Set<string>();
  const undone = new Set<string>();
  const end = Date.now() + plan.runs * 1000;
  let over = false;
  const writing = Promise.all(
    Array.from({ length: WRITERS }, async (_, n) => {
      const random = seededRandom(plan.seed + n);
      const transact = createTransact(hubs[n % 2]!.db);
      while (Date.now() < end) {
        const uids = Array.from({ length: 1 + Math.floor(random() * 5) }, () => randomUUID());
        const gaveUp = random() < 0.25;
        try {
          await transact(async ({ tx }) => {
            // Long ones stand open while dozens of short ones begin and end around them.
            await tx.execute('SELECT txid_current()');
            await sleep(random() < 0.1 ? random() * 800 : random() * 10);
            const rows = uids.map((uid) => ({ entity: 'service', uid, rev: 1, payload: {} }));
            await appendFeed(tx, location.id, 'queue', rows);
            // Some give up with the numbers already theirs.
            if (gaveUp) throw new Error('given up');
          });
          for (const uid of uids) committed.add(uid);
        } catch (error) {
          if (!gaveUp) throw error;
          for (const uid of uids) undone.add(uid);
        }
      }
    }),
  ).finally(() => {
    over = true;
  });
  const isOver = (): boolean => over;
  const reading = Array.from({ length: READERS }, async (_, n) => {
    const random = seededRandom(plan.seed + 1000 + n);
    const seen: string[] = [];
    for (let after = 0; ;) {
      const last = isOver();
      const limit = 1 + Math.floor(random() * 500);
      const { rows, head } = await readFeed(database.db, { locationId: location.id, stream: 'queue', after, limit });
      for (const row of rows) {
        if (row.seq !== after + 1) throw new Error(`after ${after} came ${row.seq}`);
        after = row.seq;
        seen.push(row.uid);
      }
      if (last && after === head) return seen;
      await sleep(random() * 20);
    }
  });
  await writing;
  for (const seen of await Promise.all(reading)) {
    expect(seen.length).toBe(committed.size);
    expect(seen.filter((uid) => !committed.has(uid))).toEqual([]);
    expect(seen.filter((uid) => undone.has(uid))).toEqual([]);
  }
  expect(committed.size).toBeGreaterThan(plan.runs * 20);
  expect(undone.size).toBeGreaterThan(plan.runs);
  process.stderr.write(`${committed.size} rows met by ${READERS} readers, ${undone.size} undone\n`);
});
