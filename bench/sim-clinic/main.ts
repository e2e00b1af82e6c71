import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { createEstimator } from '#shared/domain/wait-estimate.ts';
import { readServiceTimes } from './read-service-times.ts';
import { seeded } from './chance.ts';
import { drawComparison } from './draw-comparison.ts';
import { makePatients } from './make-patients.ts';
import { measure } from './measure.ts';
import { observeWith, type Told } from './observe-estimator.ts';
import { POLICIES } from './policies.ts';
import { printEstimates, printMeasures } from './print-measures.ts';
import { applyWaitEvent } from '#shared/domain/wait-estimate.ts';
import { runDay } from './run-day.ts';
import { drawnServiceTime, SCENARIOS, type Scenario } from './scenario.ts';

const FIRST_DAY = Date.UTC(2026, 2, 2);
const DAY = 86_400_000;
const OPENS = 8 * 3_600_000;

function run(): void {
  const { values } = parseArgs({
    options: {
      days: { type: 'string', default: '250' },
      seed: { type: 'string', default: '1' },
      log: { type: 'string' },
      picture: { type: 'string', default: '.cache/sim-clinic.svg' },
    },
  });
  const days = Number(values.days);
  const seed = Number(values.seed);
  if (!Number.isInteger(days) || days < 1 || !Number.isInteger(seed))
    throw new Error('Usage: npm run sim:clinic -- [--days 250] [--seed 1] [--log CLINIC_LOG.csv] [--picture FILE.svg]');
  const serviceTime = values.log ? readServiceTimes(values.log) : drawnServiceTime;
  const compared = SCENARIOS.map((scenario) => {
    const measures = POLICIES.map((policy) => {
      const results = simulate(scenario, days, (patients, opensAt) => runDay(scenario, patients, policy, opensAt));
      return measure(policy.name, results);
    });
    printMeasures(scenario.name, measures);
    printEstimates(estimates(scenario));
    return { name: scenario.name, measures };
  });
  mkdirSync(dirname(values.picture), { recursive: true });
  writeFileSync(values.picture, drawComparison(compared));
  console.log(`Picture: ${values.picture}`);

  function simulate<T>(
    scenario: Scenario,
    count: number,
    each: (patients: ReturnType<typeof makePatients>, opensAt: number) => T,
  ): T[] {
    return Array.from({ length: count }, (_, day) => {
      const opensAt = FIRST_DAY + day * DAY + OPENS;
      return each(makePatients(scenario, serviceTime, seeded(seed * 1_000_003 + day), opensAt), opensAt);
    });
  }

  /** Our order again, with the real estimator told of everything, from a cold start. */
  function estimates(scenario: Scenario): Told[] {
    const state = createEstimator();
    const told = new Map<string, Told>();
    const [ours] = POLICIES;
    if (!ours) return [];
    simulate(scenario, days, (patients, opensAt) => {
      applyWaitEvent(state, { type: 'day', at: opensAt - OPENS, midnight: opensAt - OPENS });
      runDay(scenario, patients, ours, opensAt, observeWith(state, told));
    });
    return [...told.values()];
  }
}

try {
  run();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
