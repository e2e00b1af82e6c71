import { expect, inject, test } from 'vitest';
import '#testing/postgres/provided-context.ts';
import { LARGE } from './clinic-size.ts';
import { replayCommand, runSeeds, type SeedJob } from './run-seeds.ts';

async function failuresOf(jobs: readonly SeedJob[]): Promise<string[]> {
  const failed: string[] = [];
  await runSeeds({
    server: inject('postgresUrl'),
    template: inject('templateDatabase'),
    jobs,
    onResult: (job, { findings }) => {
      if (findings.length > 0) failed.push(`${findings.join('; ')} — ${replayCommand(job)}`);
    },
  });
  return failed;
}

test('the promises of sync hold on two hundred bad days', async () => {
  const jobs = Array.from({ length: 200 }, (_, index) => ({ seed: index + 1, size: null, bug: null }));
  expect(await failuresOf(jobs)).toEqual([]);
});

test('and in large clinics, whose hub goes back to a backup or does not', async () => {
  const jobs = [1, 2, 3, 4].map((seed) => ({ seed, size: LARGE, bug: null }));
  expect(await failuresOf(jobs)).toEqual([]);
});
