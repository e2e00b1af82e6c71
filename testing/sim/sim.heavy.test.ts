import { expect, inject, test } from 'vitest';
import '#testing/postgres/provided-context.ts';
import { runSql } from '#testing/postgres/test-databases.ts';
import { useDatabase } from '#testing/postgres/clone-database.ts';
import { BUGS } from './bugs.ts';
import { runSeed, type SeedResult } from './run-seed.ts';

const database = useDatabase();
const databaseName = (): string => new URL(database.url).pathname.slice(1);
const run = async (seed: number, more: Partial<Parameters<typeof runSeed>[0]> = {}): Promise<SeedResult> =>
  runSeed({ seed, server: inject('postgresUrl'), database: databaseName(), devices: 3, ops: 12, ...more });

/** A mistake that no seed below this finds is one that the simulation does not find. */
const SEEDS_A_BUG = 12;

test.each(BUGS)('the simulation finds the mistake %s', async (bug) => {
  const found: string[] = [];
  for (let seed = 1; seed <= SEEDS_A_BUG && found.length === 0; seed += 1) {
    found.push(...(await run(seed, { bug })).findings);
  }
  expect(found).not.toEqual([]);
});

test('a hub that goes back to a backup is filled again by its devices', async () => {
  const name = 'anteroom_sim_restored';
  const server = inject('postgresUrl');
  await runSql(server, `CREATE DATABASE ${name} TEMPLATE ${inject('templateDatabase')}`);
  const { findings } = await run(8, { database: name, restoresHub: true });
  for (const each of [name, `${name}_backup`]) await runSql(server, `DROP DATABASE ${each} WITH (FORCE)`);
  expect(findings).toEqual([]);
});
