import { describe, expect, test } from 'vitest';
import { applyWaitEvent, createEstimator } from '#shared/domain/wait-estimate.ts';
import { seededRandom } from '#testing/seeded-random.ts';
import { makePatients } from '../sim-clinic/make-patients.ts';
import { observeWith, type Told } from '../sim-clinic/observe-estimator.ts';
import { OURS } from '../sim-clinic/policies.ts';
import { runDay } from '../sim-clinic/run-day.ts';
import { drawnServiceTime } from '../sim-clinic/scenario.ts';
import { RUSH_REGIMES, type RushRegime } from './rush-regimes.ts';

/** Where long queues are seldom, the far places must be calibrated too, in every class and at every place. */
const SEEDS = [1, 2, 3, 4];
const DAY = 86_400_000;
const FIRST_DAY = Date.UTC(2026, 2, 2);
const SETTLED = 0.1;
/** People far back come in few rushes: below so many, over all seeds, chance alone leaves 75–85 %. */
const ENOUGH = 400;

describe.each(RUSH_REGIMES)('$name', { timeout: 60_000 }, (regime) => {
  const told = SEEDS.flatMap((seed) => toldIn(regime, seed));
  const groups = [
    ...Map.groupBy(told, (each) => each.waitClass),
    ...Map.groupBy(told, (each) => placeOf(each.range.ahead)),
  ].filter(([, own]) => own.length >= ENOUGH);

  test('four in five are called by the upper end, in every class and at every place', () => {
    expect(groups.some(([group]) => group === '8–15 ahead')).toBe(true);
    const coverages = groups.map(([group, own]) => ({
      group,
      share: shareOf(own, (each) => each.actual <= each.range.upper),
    }));
    expect(coverages.filter(({ share }) => share < 0.75 || share > 0.85)).toEqual([]);
  });

  test('at most one in five waits longer than shown', () => {
    const late = groups.map(([group, own]) => ({
      group,
      share: shareOf(own, (each) => each.actual > each.range.shown.upper),
    }));
    expect(late.filter(({ share }) => share > 0.2)).toEqual([]);
  });
});

type Outcome = Told & { actual: number };

function toldIn(regime: RushRegime, seed: number): Outcome[] {
  const state = createEstimator({ defaultServiceMinutes: 12 });
  const told = new Map<string, Told>();
  for (let day = 0; day < regime.days; day += 1) {
    const midnight = FIRST_DAY + day * DAY;
    const opensAt = midnight + 8 * 3_600_000;
    const random = seededRandom(seed * 1_000_003 + day);
    const scenario = regime.scenarioOf(random);
    const serviceTime: typeof drawnServiceTime = (own, visit) => regime.paceOf(day) * drawnServiceTime(own, visit);
    const patients = makePatients(scenario, serviceTime, random, opensAt);
    applyWaitEvent(state, { type: 'day', at: midnight, midnight });
    runDay(scenario, patients, OURS, opensAt, observeWith(state, told));
  }
  const scoredFrom = FIRST_DAY + SETTLED * regime.days * DAY;
  return [...told.values()].flatMap((each) =>
    // Those told that there is no wait have no range to be right about; see `regimes.test.ts`.
    each.actual !== null && each.at >= scoredFrom && each.range.upper > 1 ? [{ ...each, actual: each.actual }] : [],
  );
}

function placeOf(ahead: number): string {
  const people = Math.round(ahead);
  if (people < 2) return `${people} ahead`;
  const from = 2 ** Math.floor(Math.log2(people));
  return `${from}–${2 * from - 1} ahead`;
}

function shareOf(rows: readonly Outcome[], is: (row: Outcome) => boolean): number {
  return rows.filter(is).length / rows.length;
}
