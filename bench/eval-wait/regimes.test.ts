import { describe, expect, test } from 'vitest';
import { OURS } from '../sim-clinic/policies.ts';
import type { Told } from '../sim-clinic/observe-estimator.ts';
import { drawnServiceTime, SCENARIOS, type Scenario } from '../sim-clinic/scenario.ts';
import { simulateEstimates } from '../sim-clinic/simulate-days.ts';

/** Clinics unlike each other and unlike any log: nothing in the estimator may be tuned to one of them. */
const plain: Scenario = {
  ...(SCENARIOS[0] as Scenario),
  doctors: doctors(1),
  slotMinutes: 0,
  visits: [{ type: 'visit', share: 1, minutes: 10, variation: 0.7 }],
  patience: 1e9,
};
const everyHour = (perHour: number) => Array.from({ length: 8 }, () => perHour);
const oneClass: Scenario['triage'] = [['routine', 1]];

const REGIMES: { name: string; scenario: Scenario; slower?: (day: number) => number }[] = [
  {
    name: 'one doctor, regular',
    scenario: { ...plain, walkInsPerHour: everyHour(5.7), triage: oneClass, visits: visits(0.1) },
  },
  {
    name: 'one doctor, erratic',
    scenario: { ...plain, walkInsPerHour: everyHour(5.2), triage: oneClass, visits: visits(1.5) },
  },
  { name: 'ten doctors', scenario: { ...plain, doctors: doctors(10), walkInsPerHour: everyHour(57) } },
  {
    name: 'three doctors, many walk out',
    scenario: { ...plain, doctors: doctors(3), walkInsPerHour: everyHour(24), patience: 60 },
  },
  {
    name: 'all come in the morning',
    scenario: { ...plain, doctors: doctors(2), walkInsPerHour: [40, 5, 5, 5, 5, 5, 5, 5] },
  },
  {
    name: 'ever slower',
    scenario: { ...plain, doctors: doctors(2), walkInsPerHour: everyHour(11) },
    slower: (day) => 1 + day / 80,
  },
  {
    name: 'good days and bad',
    scenario: { ...plain, doctors: doctors(2), walkInsPerHour: everyHour(11) },
    slower: (day) => [0.8, 1.2, 1][day % 3] ?? 1,
  },
];
const DAYS = 80;
/** What chance alone does to a share of a fifth in the smallest group asked, 400 people: one standard error. */
const NOISE = 0.02;

describe.each(REGIMES)('$name', ({ scenario, slower = () => 1 }) => {
  let drawn = 0;
  const perDay = scenario.walkInsPerHour.reduce((sum, n) => sum + n, 0);
  // Patients are drawn day by day, so that the count so far says roughly which day it is.
  const serviceTime: typeof drawnServiceTime = (random, visit) =>
    drawnServiceTime(random, visit) * slower(Math.floor((drawn += 1) / perDay));
  const told = simulateEstimates({ scenario, serviceTime, days: DAYS, seed: 3, policy: OURS });
  const settled = told
    .slice(Math.floor(told.length / 5))
    .flatMap((each) => (each.actual === null ? [] : [{ ...each, actual: each.actual }]));
  // Judged by what was foretold, never by what came: those told that there is no wait have no range to be right about.
  const waiting = settled.filter((each) => each.range.upper > 1);

  test('four in five are called by the upper end, in every class', () => {
    const groups = [waiting, ...Map.groupBy(waiting, (each) => each.waitClass).values()].filter(
      (own) => own.length >= 400,
    );
    expect(groups.length).toBeGreaterThan(0);
    for (const own of groups) {
      expect(share(own, (each) => each.actual <= each.range.upper)).toBeGreaterThan(0.75);
      expect(share(own, (each) => each.actual <= each.range.upper)).toBeLessThan(0.85);
      expect(share(own, (each) => each.actual > each.range.shown.upper)).toBeLessThan(0.2 + NOISE);
    }
  });

  test('it is nearer than a configured average that happens to be right on the first day', () => {
    const stations = scenario.doctors.length;
    const ours = mean(waiting, (each) => (each.actual - each.range.expected) ** 2);
    const naive = mean(waiting, (each) => (each.actual - ((each.range.ahead + 1) * 10) / stations) ** 2);
    expect(ours).toBeLessThan(naive);
  });
});

function doctors(count: number): Scenario['doctors'] {
  return Array.from({ length: count }, () => ({ breakFrom: 1e6, breakMinutes: 0 }));
}

function visits(variation: number): Scenario['visits'] {
  return [{ type: 'visit', share: 1, minutes: 10, variation }];
}

type Outcome = Told & { actual: number };

function mean(rows: readonly Outcome[], of: (row: Outcome) => number): number {
  return rows.reduce((sum, row) => sum + of(row), 0) / rows.length;
}

function share(rows: readonly Outcome[], is: (row: Outcome) => boolean): number {
  return mean(rows, (row) => Number(is(row)));
}
