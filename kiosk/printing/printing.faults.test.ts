import { describe, expect, it } from 'vitest';
import { runFaultScript, type FaultReport } from '#testing/virtual-printer/run-fault-script.ts';

/** `FAULT_SEED=17 npm run test:faults -- kiosk/printing` plays one again; `FAULT_SEEDS=5000` plays more. */
const ONE = process.env['FAULT_SEED'];
const SEEDS = ONE ? [Number(ONE)] : Array.from({ length: Number(process.env['FAULT_SEEDS'] ?? 500) }, (_, n) => n + 1);
/** Scripts mostly wait: several at a time keep the processor busy without starving any. */
const AT_ONCE = 8;

describe('printing while everything goes wrong', () => {
  it(`keeps its promises in ${SEEDS.length} random scripts`, async () => {
    const reports: FaultReport[] = [];
    const queue = [...SEEDS];
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let seed = queue.shift(); seed !== undefined; seed = queue.shift())
          reports.push(await runFaultScript(seed));
      }),
    );
    const failed = reports.filter(({ broken }) => broken.length > 0);
    const told = failed
      .slice(0, 5)
      .map(({ seed, story, broken }) =>
        [`FAULT_SEED=${seed}`, ...story, ...broken.map((line) => `BROKEN: ${line}`)].join('\n  '),
      );
    const tally = Object.entries(
      Object.groupBy(
        reports.flatMap(({ outcomes }) => outcomes),
        (state) => state,
      ),
    );
    console.log(tally.map(([state, list]) => `${list?.length} ${state}`).join(', '));
    if (ONE) console.log(reports[0]?.story.join('\n'));
    expect(told.join('\n\n')).toBe('');
    // Scripts that never hurt anything would prove nothing.
    const states = reports.flatMap(({ outcomes }) => outcomes);
    const share = (state: string) => states.filter((found) => found === state).length / SEEDS.length;
    const enough = SEEDS.length < 100 || (share('unknown') > 0.05 && share('expired') > 0.02 && share('printed') > 0.5);
    expect(enough).toBe(true);
  });
});
