import { asc, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { insertLocation } from '#testing/factories/clinic.ts';
import { useDatabase } from '#testing/postgres/clone-database.ts';
import { appendFeed, type FeedEntry } from './feed.ts';
import { createTransact } from './transact.ts';
import { locations } from './schema/clinic.ts';
import { feed, feedHead } from './schema/sync.ts';

const database = useDatabase();
const entry = (): FeedEntry => ({ entity: 'station', uid: crypto.randomUUID(), rev: 1, payload: { any: 'thing' } });

test('sixteen writers, every third rolled back: no number is missing, and a reader that follows never misses a row', async () => {
  const location = await insertLocation(database.db);
  const written = new Set<string>();
  const reader = followFeed(location.id);

  const writeMany = async (writer: number): Promise<void> => {
    for (let round = 0; round < 30; round += 1) {
      const rows = Array.from({ length: 1 + ((writer + round) % 3) }, entry);
      const rolledBack = (writer + round) % 3 === 0;
      await database.db
        .transaction(async (tx) => {
          await appendFeed(tx, location.id, 'queue', rows);
          if (rolledBack) throw new Error('rolled back on purpose');
          rows.forEach((row) => written.add(row.uid));
        })
        .catch((error: unknown) => {
          if (!rolledBack) throw error;
        });
    }
  };
  await Promise.all(Array.from({ length: 16 }, async (_, writer) => writeMany(writer)));
  const seen = await reader.stopAfter(written.size);

  expect(seen.map((row) => row.seq)).toEqual(Array.from({ length: written.size }, (_, index) => index + 1));
  expect(new Set(seen.map((row) => row.uid))).toEqual(written);
});

test('a transaction that fails leaves no trace in the feed and tells no one', async () => {
  const location = await insertLocation(database.db);
  const told: unknown[] = [];
  const transact = createTransact(database.db, (heads) => told.push(...heads));
  const uid = crypto.randomUUID();
  const station = { uid, name: { text: 'Room 1' }, active: true };

  const failing = transact(async ({ feed: buffer }) => {
    buffer.put(location.id, 'station', 1, station);
    throw new Error('too bad');
  });
  await expect(failing).rejects.toThrow('too bad');
  expect(told).toEqual([]);
  expect(await rowsAfter(location.id, 0)).toEqual([]);

  await transact(async ({ feed: buffer }) => {
    buffer.put(location.id, 'station', 1, station);
    buffer.remove(location.id, 'station', uid, 2);
  });
  expect(told).toEqual([{ locationId: location.id, stream: 'queue', seq: 2 }]);
  expect(await rowsAfter(location.id, 0)).toMatchObject([{ payload: station }, { payload: null }]);
});

test('a transaction whose place in the feed does not exist is undone whole', async () => {
  const location = await insertLocation(database.db);
  await database.db.delete(feedHead).where(eq(feedHead.locationId, location.id));
  const station = { uid: crypto.randomUUID(), name: { text: 'Room 1' }, active: true };
  const failing = createTransact(database.db)(async ({ tx, feed: buffer }) => {
    await tx.update(locations).set({ currency: 'XXX' }).where(eq(locations.id, location.id));
    buffer.put(location.id, 'station', 1, station);
  });
  await expect(failing).rejects.toMatchObject({ code: 'feed.no_such_stream' });
  const [kept] = await database.db.select().from(locations).where(eq(locations.id, location.id));
  expect(kept).toMatchObject({ currency: location.currency });
});

test('a payload with anything beyond its schema loses it, and one that breaks its schema is refused', async () => {
  const location = await insertLocation(database.db);
  const transact = createTransact(database.db, () => undefined);
  const station = { uid: crypto.randomUUID(), name: { text: 'Room 1' }, active: true };

  await transact(async ({ feed: buffer }) =>
    buffer.put(location.id, 'station', 1, { ...station, patient: 'Ada' } as typeof station),
  );
  expect((await rowsAfter(location.id, 0))[0]?.payload).toEqual(station);

  const broken = transact(async ({ feed: buffer }) =>
    buffer.put(location.id, 'station', 1, { ...station, uid: 'no uuid' }),
  );
  await expect(broken).rejects.toThrow('Invalid UUID');
});

test('a transaction that meets a deadlock is run again and both come through', async () => {
  const [one, two] = [await insertLocation(database.db), await insertLocation(database.db)];
  const transact = createTransact(database.db, () => undefined);
  let attempts = 0;
  const lockBoth = async (first: number, second: number): Promise<void> =>
    transact(async ({ tx }) => {
      attempts += 1;
      await tx.select().from(feedHead).where(eq(feedHead.locationId, first)).for('update');
      await new Promise((resolve) => setTimeout(resolve, 100));
      await tx.select().from(feedHead).where(eq(feedHead.locationId, second)).for('update');
    });
  await Promise.all([lockBoth(one.id, two.id), lockBoth(two.id, one.id)]);
  expect(attempts).toBeGreaterThan(2);
});

async function rowsAfter(locationId: number, after: number): Promise<(typeof feed.$inferSelect)[]> {
  const rows = await database.db.select().from(feed).where(eq(feed.locationId, locationId)).orderBy(asc(feed.seq));
  return rows.filter((row) => row.seq > after);
}

/** Reads as a device does, all the while: whatever is past the cursor, asserting that it is the next one. */
function followFeed(locationId: number): { stopAfter(count: number): Promise<{ seq: number; uid: string }[]> } {
  const seen: { seq: number; uid: string }[] = [];
  let wanted = Number.POSITIVE_INFINITY;
  const following = (async () => {
    while (seen.length < wanted) {
      const rows = await rowsAfter(locationId, seen.length);
      for (const row of rows) {
        expect(row.seq).toBe(seen.length + 1);
        seen.push(row);
      }
    }
  })();
  return {
    async stopAfter(count) {
      wanted = count;
      await following;
      return seen;
    },
  };
}
