import { parseArgs } from 'node:util';
import { BUGS, type Bug } from './bugs.ts';
import { LARGE, type ClinicSize } from './clinic-size.ts';
import { replayCommand, runSeeds, type SeedJob } from './run-seeds.ts';
import type { SeedResult } from './run-seed.ts';
import { startSimPostgres } from './sim-postgres.ts';

/**
 * `npm run sim -- --seeds 2000` runs the seeds 1 to 2000, `--from 500` those from there on; `--seed 17` replays one and tells
 * what befell the clinic. Each seed is a clinic of its own size; `--large`, or `--devices`, `--ops` and `--minutes`, give
 * all the same. With `--bug` the programs have that mistake.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    large: { type: 'boolean', default: false },
    devices: { type: 'string' },
    ops: { type: 'string' },
    minutes: { type: 'string' },
    workers: { type: 'string' },
    bug: { type: 'string' },
  },
});
const bug = (BUGS as readonly string[]).includes(values.bug ?? '') ? (values.bug as Bug) : null;
if (values.bug && !bug) {
  console.error(`--bug must be one of ${BUGS.join(', ')}.`);
  process.exit(2);
}
const one = values.seed === undefined ? null : Number(values.seed);
const from = Number(values.from);
const seeds = one === null ? Array.from({ length: Number(values.seeds) }, (_, index) => from + index) : [one];
const size = givenSize();

const postgres = await startSimPostgres();
const began = performance.now();
const sum = { run: 0, done: 0, failed: 0 };
try {
  await runSeeds({
    server: postgres.url,
    template: postgres.template,
    jobs: seeds.map((seed) => ({ seed, size, bug, tell: one !== null })),
    onResult: report,
    onEvent: (text) => console.log(text),
    ...(values.workers ? { workers: Number(values.workers) } : {}),
  });
} finally {
  await postgres.stop();
}
const seconds = Math.round((performance.now() - began) / 1000);
console.log(JSON.stringify({ sim: 'sync', seeds: sum.run, ops: sum.done, failed: sum.failed, seconds }));
process.exitCode = sum.failed > 0 || sum.run < seeds.length ? 1 : 0;

function givenSize(): ClinicSize | null {
  const { devices, ops, minutes, large } = values;
  if (!large && devices === undefined && ops === undefined && minutes === undefined) return null;
  return {
    devices: Number(devices ?? LARGE.devices),
    ops: Number(ops ?? LARGE.ops),
    faultMinutes: Number(minutes ?? LARGE.faultMinutes),
  };
}

function report(job: SeedJob, result: SeedResult): void {
  sum.run += 1;
  sum.done += result.done;
  if (result.findings.length > 0) {
    sum.failed += 1;
    console.log(`Seed ${job.seed} fails: ${result.findings.join('; ')}`);
    console.log(`  replay: ${replayCommand(job)}`);
  } else if (one !== null) console.log(`Seed ${job.seed} holds: ${JSON.stringify(result)}`);
  if (sum.run % 50 === 0) console.log(`${sum.run} seeds, ${sum.done} ops, ${sum.failed} failed`);
}
