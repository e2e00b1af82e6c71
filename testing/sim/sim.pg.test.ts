import { expect, inject, test } from 'vitest';
import '#testing/postgres/provided-context.ts';
import { BUGS, type Bug } from './bugs.ts';
import { replayCommand, runSeeds, type SeedJob } from './run-seeds.ts';

/** As many as a build can wait for; `npm run sim -- --seeds 2000` runs as many as one likes. */
const SEEDS = 40;
/** A mistake that no seed up to this one finds is one that the simulation does not find. */
const SEEDS_A_BUG = 24;

/** What each mistake must be known by: not by anything odd, but by the promise that it breaks. */
const FOUND_BY: Record<Bug, RegExp> = {
  ack_before_commit: /acknowledged what it had not committed/u,
  cursor_before_rows: /does not see the hub's/u,
  naive_feed: /does not see the hub's|sync\.feed_gap/u,
  no_fork_check: /issued twice|visits lost|ops lost/u,
  normal_durability: /a power cut took/u,
};

const server = () => ({ server: inject('postgresUrl'), template: inject('templateDatabase') });

test('the promises of sync hold on many bad days', { timeout: 900_000 }, async () => {
  const failed: string[] = [];
  let [run, done] = [0, 0];
  const jobs = Array.from({ length: SEEDS }, (_, index) => ({ seed: index + 1, size: null, bug: null }));
  await runSeeds({
    ...server(),
    jobs,
    onResult: (job, result) => {
      run += 1;
      done += result.done;
      if (result.findings.length > 0) failed.push(`${result.findings.join('; ')} — ${replayCommand(job)}`);
    },
  });
  expect(failed).toEqual([]);
  expect(run).toBe(SEEDS);
  // A clinic in which nothing is done keeps every promise.
  expect(done).toBeGreaterThan(SEEDS * 8);
});

test.each(BUGS)('the simulation finds the mistake %s', { timeout: 900_000 }, async (bug) => {
  const found: string[] = [];
  const isFound = (): boolean => found.some((finding) => FOUND_BY[bug].test(finding));
  function* untilFound(): Iterable<SeedJob> {
    for (let seed = 1; seed <= SEEDS_A_BUG && !isFound(); seed += 1) yield { seed, size: null, bug };
  }
  await runSeeds({ ...server(), jobs: untilFound(), onResult: (_job, { findings }) => void found.push(...findings) });
  expect(isFound(), `in ${SEEDS_A_BUG} seeds it led only to: ${found.join('; ')}`).toBe(true);
});
