import { runSql } from '#testing/postgres/test-databases.ts';
import { sizeOf } from './clinic-size.ts';
import { runSeed } from './run-seed.ts';
import type { SeedJob, WorkerMessage } from './run-seeds.ts';

/** Each fourth seed loses its hub to a backup, on a database of its own; a worker's others share one, a location each. */
const RESTORED_EVERY = 4;

const [server, template, shared] = process.argv.slice(2) as [string, string, string];
const say = (message: WorkerMessage): void => {
  // Whoever started it may be gone meanwhile.
  if (process.connected) process.send?.(message);
};

process.on('message', (job: SeedJob) => void take(job));
process.on('disconnect', () => void dropAll([shared]));
await runSql(server, `CREATE DATABASE ${shared} TEMPLATE ${template}`);
say({ type: 'ready' });

async function take(job: SeedJob): Promise<void> {
  const { seed, size, bug, tell } = job;
  const restoresHub = seed % RESTORED_EVERY === 0;
  const database = restoresHub ? `${shared}_${seed}` : shared;
  if (restoresHub) await runSql(server, `CREATE DATABASE ${database} TEMPLATE ${template}`);
  const onEvent = (text: string): void => say({ type: 'event', text });
  const world = { ...(size ?? sizeOf(seed)), seed, server, database, bug, restoresHub };
  const result = await runSeed({ ...world, ...(tell ? { onEvent } : {}) });
  if (restoresHub) await dropAll([database, `${database}_backup`]);
  say({ type: 'result', job, result });
}

async function dropAll(names: readonly string[]): Promise<void> {
  for (const name of names) await runSql(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}
