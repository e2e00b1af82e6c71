import { applyWaitEvent, createEstimator } from '#shared/domain/wait-estimate.ts';
import { seededRandom } from '#testing/seeded-random.ts';
import { makePatients } from './make-patients.ts';
import { observeWith, type Told } from './observe-estimator.ts';
import type { Policy } from './policies.ts';
import { runDay, type DayResult } from './run-day.ts';
import type { Scenario, ServiceTime } from './scenario.ts';

const FIRST_DAY = Date.UTC(2026, 2, 2);
const DAY = 86_400_000;
const OPENS = 8 * 3_600_000;

export type Simulation = { scenario: Scenario; serviceTime: ServiceTime; days: number; seed: number; policy: Policy };

/** The same seed gives every policy the same patients. */
export function simulateDays(simulation: Simulation): DayResult[] {
  return Array.from({ length: simulation.days }, (_, day) => oneDay(simulation, day));
}

/** The same days with the real estimator told of everything from a cold start: what everyone was told, and what came. */
export function simulateEstimates(simulation: Simulation, config: unknown = {}): Told[] {
  const state = createEstimator(config);
  const told = new Map<string, Told>();
  for (let day = 0; day < simulation.days; day += 1) {
    const midnight = FIRST_DAY + day * DAY;
    applyWaitEvent(state, { type: 'day', at: midnight, midnight });
    oneDay(simulation, day, observeWith(state, told));
  }
  return [...told.values()];
}

function oneDay(
  { scenario, serviceTime, seed, policy }: Simulation,
  day: number,
  observe?: Parameters<typeof runDay>[4],
) {
  const opensAt = FIRST_DAY + day * DAY + OPENS;
  const patients = makePatients(scenario, serviceTime, seededRandom(seed * 1_000_003 + day), opensAt);
  return runDay(scenario, patients, policy, opensAt, observe);
}
