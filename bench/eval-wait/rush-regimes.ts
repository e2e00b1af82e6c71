import type { Random } from '#shared/domain/ports.ts';
import { SCENARIOS, type Scenario } from '../sim-clinic/scenario.ts';

/** A clinic whose days are drawn anew, so that long queues are seldom and come all at once. `pace` stretches every service. */
export type RushRegime = {
  name: string;
  days: number;
  scenarioOf: (random: Random) => Scenario;
  paceOf: (day: number) => number;
};

const plain: Scenario = {
  ...(SCENARIOS[0] as Scenario),
  slotMinutes: 0,
  visits: [{ type: 'visit', share: 1, minutes: 10, variation: 0.7 }],
  patience: 1e9,
};
const twoClasses: Scenario['triage'] = [
  ['high', 0.4],
  ['routine', 0.6],
];
const steady = () => 1;

export const RUSH_REGIMES: readonly RushRegime[] = [
  {
    name: 'three doctors, five classes, a rush every day or so',
    days: 80,
    scenarioOf: (random) => ({ ...plain, doctors: doctors(random, 3), walkInsPerHour: hours(random, 13, 0.12, 2.2) }),
    paceOf: steady,
  },
  {
    name: 'two doctors, a burst every third day',
    days: 100,
    scenarioOf: (random) => ({
      ...plain,
      doctors: doctors(random, 2),
      triage: twoClasses,
      walkInsPerHour: hours(random, 8, 0.04, 4),
    }),
    paceOf: steady,
  },
  {
    name: 'eight doctors, rushes, many walk out',
    days: 30,
    scenarioOf: (random) => ({
      ...plain,
      doctors: doctors(random, 8),
      triage: twoClasses,
      patience: 60,
      walkInsPerHour: hours(random, 36, 0.12, 1.9),
    }),
    paceOf: steady,
  },
  {
    name: 'someone is missing all morning',
    days: 70,
    scenarioOf: (random) => ({
      ...plain,
      doctors: doctors(random, 4).map((each) => (random() < 0.15 ? { breakFrom: 0, breakMinutes: 180 } : each)),
      triage: twoClasses,
      patience: 120,
      walkInsPerHour: hours(random, 19),
    }),
    paceOf: steady,
  },
  {
    name: 'a third slower from one day to the next',
    days: 90,
    scenarioOf: (random) => ({
      ...plain,
      doctors: doctors(random, 3),
      triage: twoClasses,
      patience: 90,
      walkInsPerHour: hours(random, 13),
    }),
    paceOf: (day) => (day < 45 ? 1 : 1.35),
  },
  {
    name: 'ever slower, until there are queues where there were none',
    days: 90,
    scenarioOf: (random) => ({
      ...plain,
      doctors: doctors(random, 3),
      triage: twoClasses,
      patience: 90,
      walkInsPerHour: hours(random, 12),
    }),
    paceOf: (day) => 1 + day / 150,
  },
];

function doctors(random: Random, count: number): Scenario['doctors'] {
  return Array.from({ length: count }, () => ({ breakFrom: 120 + 240 * random(), breakMinutes: 30 }));
}

/** Walk-ins by hour; each hour has a chance of being a rush of so many times as many. */
function hours(random: Random, perHour: number, chance = 0, times = 1): number[] {
  return Array.from({ length: 8 }, () => perHour * (random() < chance ? times : 1));
}
