import { parseArgs } from 'node:util';
import { runSql } from '#testing/postgres/test-databases.ts';
import { BUGS, type Bug } from './bugs.ts';
import { runSeed, type SeedResult } from './run-seed.ts';
import { startSimPostgres } from './sim-postgres.ts';

/**
 * `npm run sim -- --seeds 2000` runs the seeds 1 to 2000; `--seed 17` replays one and tells what befell the clinic. With
 * `--devices`, `--ops` a clinic of another size, with `--bug` one whose programs have that mistake.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    seed: { type: 'string' },
    devices: { type: 'string', default: '5' },
    ops: { type: 'string', default: '40' },
    minutes: { type: 'string', default: '40' },
    bug: { type: 'string' },
  },
});
const bug = (BUGS as readonly string[]).includes(values.bug ?? '') ? (values.bug as Bug) : null;
if (values.bug && !bug) {
  console.error(`--bug must be one of ${BUGS.join(', ')}.`);
  process.exit(2);
}
const one = values.seed === undefined ? null : Number(values.seed);
const seeds = one === null ? Array.from({ length: Number(values.seeds) }, (_, index) => index + 1) : [one];
const [devices, ops, faultMinutes] = [Number(values.devices), Number(values.ops), Number(values.minutes)];

const postgres = await startSimPostgres();
const shared = 'anteroom_sim_shared';
await runSql(postgres.url, `CREATE DATABASE ${shared} TEMPLATE ${postgres.template}`);
const failed: SeedResult[] = [];
let registered = 0;
const began = performance.now();
try {
  for (const seed of seeds) {
    const result = await run(seed);
    registered += result.registered;
    if (result.findings.length > 0) report(result);
    else if (one !== null) console.log(`Seed ${seed} holds: ${JSON.stringify(result)}`);
    if (seed % 50 === 0) console.log(`${seed} seeds, ${registered} registrations, ${failed.length} failed`);
  }
} finally {
  await postgres.stop();
}
const seconds = Math.round((performance.now() - began) / 1000);
console.log(
  JSON.stringify({ sim: 'sync', seeds: seeds.length, registered, failed: failed.length, devices, ops, seconds }),
);
process.exitCode = failed.length > 0 ? 1 : 0;

/** Each eighth seed loses its hub to a backup, on a database of its own; the others share one, a location each. */
async function run(seed: number): Promise<SeedResult> {
  const restoresHub = seed % 8 === 0;
  const database = restoresHub ? `anteroom_sim_${seed}` : shared;
  if (restoresHub) await runSql(postgres.url, `CREATE DATABASE ${database} TEMPLATE ${postgres.template}`);
  const onEvent = one === null ? undefined : (text: string) => console.log(text);
  const result = await runSeed({
    seed,
    server: postgres.url,
    database,
    devices,
    ops,
    bug,
    faultMinutes,
    restoresHub,
    ...(onEvent ? { onEvent } : {}),
  });
  if (restoresHub) {
    for (const name of [database, `${database}_backup`])
      await runSql(postgres.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }
  return result;
}

function report(result: SeedResult): void {
  failed.push(result);
  const size = `--devices ${devices} --ops ${ops} --minutes ${faultMinutes}${bug ? ` --bug ${bug}` : ''}`;
  console.log(`Seed ${result.seed} fails: ${result.findings.join('; ')}`);
  console.log(`  replay: npm run sim -- --seed ${result.seed} ${size}`);
}
