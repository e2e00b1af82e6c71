import { expect, inject, test } from 'vitest';
import '#testing/postgres/provided-context.ts';
import { useDatabase } from '#testing/postgres/clone-database.ts';
import { runSeed } from './run-seed.ts';

const database = useDatabase();
const databaseName = (): string => new URL(database.url).pathname.slice(1);

// `npm run sim -- --seeds 2000` runs as many as one likes.
test.each([1, 2])('the promises of sync hold on the bad day number %i', { timeout: 60_000 }, async (seed) => {
  const result = await runSeed({
    seed,
    server: inject('postgresUrl'),
    database: databaseName(),
    devices: 3,
    ops: 8,
    faultMinutes: 10,
  });
  expect(result.findings, `replay: npm run sim -- --seed ${seed} --devices 3 --ops 8 --minutes 10`).toEqual([]);
  expect(result.registered).toBeGreaterThan(10);
});
