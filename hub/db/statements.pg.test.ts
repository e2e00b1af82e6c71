import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { useDatabase } from '#testing/postgres/clone-database.ts';
import { createTransact } from './transact.ts';

const database = useDatabase();

test('a statement that is asked again and again is prepared once on its connection', async () => {
  const transact = createTransact(database.db);
  const counted = await transact(async ({ tx }) => {
    for (let n = 0; n < 6; n += 1) {
      const { rows } = await tx.execute<{ next: number }>(sql`SELECT ${n}::int + 1 AS next`);
      expect(rows).toEqual([{ next: n + 1 }]);
    }
    return tx.execute(sql`SELECT 1 FROM pg_prepared_statements WHERE statement LIKE 'SELECT $1::int + 1 AS next%'`);
  });
  expect(counted.rows).toHaveLength(1);
});

test('statements asked for together are run in the order in which they were asked for', async () => {
  const transact = createTransact(database.db);
  await transact(async ({ tx }) => {
    await tx.execute(sql`CREATE TEMPORARY TABLE word (at serial, text text) ON COMMIT DROP`);
    const asked = ['one', 'two', 'three', 'four', 'five', 'six'].map(async (text) =>
      tx.execute(sql`INSERT INTO word (text) VALUES (${text})`),
    );
    await Promise.all(asked);
    const { rows } = await tx.execute<{ all: string }>(sql`SELECT string_agg(text, ' ' ORDER BY at) AS all FROM word`);
    expect(rows[0]!.all).toBe('one two three four five six');
  });
});

test('of statements asked for together one that fails undoes all, and nothing of the work goes on after it', async () => {
  const transact = createTransact(database.db);
  await database.db.execute(sql`CREATE TABLE kept (text text)`);
  let late: Promise<unknown> = Promise.resolve();
  const failing = transact(async ({ tx }) => {
    late = tx
      .execute(sql`INSERT INTO kept VALUES ('before')`)
      .then(async () => new Promise((resolve) => setTimeout(resolve, 50)))
      .then(async () => tx.execute(sql`INSERT INTO kept VALUES ('late')`));
    await Promise.all([late, tx.execute(sql`SELECT 1 / 0`)]);
  });
  await expect(failing).rejects.toMatchObject({ cause: { code: '22012' } });
  await expect(late).rejects.toMatchObject({ cause: new Error('The transaction is over') });
  expect((await database.db.execute(sql`SELECT * FROM kept`)).rows).toEqual([]);
});

test('work that swallows the failure of a statement is not taken for done', async () => {
  const transact = createTransact(database.db);
  const swallowing = transact(async ({ tx }) => {
    await tx.execute(sql`SELECT 1 / 0`).catch(() => undefined);
    return 'done';
  });
  await expect(swallowing).rejects.toThrow('rolled back');
});
