import type { Random } from '#shared/domain/ports.ts';
import type { WaitClass } from '#shared/domain/priority-settings.ts';
import { logNormal } from './chance.ts';

/** Minutes throughout; hours count from opening. */
export type Scenario = {
  name: string;
  openMinutes: number;
  /** Walk-ins in each hour from opening. */
  walkInsPerHour: readonly number[];
  doctors: readonly { breakFrom: number; breakMinutes: number }[];
  /** Every doctor has a booking each so many minutes; 0 for a clinic without bookings. */
  slotMinutes: number;
  noShowShare: number;
  /** Booked patients come this much before their time on average, and this unevenly. */
  earlyMinutes: number;
  earlySpread: number;
  visits: readonly { type: string; share: number; minutes: number; variation: number }[];
  /** Of walk-ins; booked patients are routine or low. */
  triage: readonly (readonly [WaitClass, number])[];
  /** Mean patience of those who may walk out. */
  patience: number;
};

const TRIAGE: Scenario['triage'] = [
  ['emergency', 0.03],
  ['high', 0.12],
  ['medium', 0.25],
  ['low', 0.3],
  ['routine', 0.3],
];

const BUSY: Scenario = {
  name: 'busy day: mornings crowded, the afternoon catches up',
  openMinutes: 480,
  walkInsPerHour: [12, 11, 9, 7, 5, 5, 5, 4],
  doctors: [
    { breakFrom: 210, breakMinutes: 30 },
    { breakFrom: 240, breakMinutes: 30 },
    { breakFrom: 270, breakMinutes: 30 },
  ],
  slotMinutes: 30,
  noShowShare: 0.12,
  earlyMinutes: 10,
  earlySpread: 12,
  visits: [
    { type: 'new', share: 0.4, minutes: 15, variation: 0.6 },
    { type: 'return', share: 0.6, minutes: 10, variation: 0.6 },
  ],
  triage: TRIAGE,
  patience: 600,
};

export const SCENARIOS: readonly Scenario[] = [
  BUSY,
  {
    ...BUSY,
    name: 'overload: more patients than the doctors can see in the day',
    walkInsPerHour: [14, 13, 12, 11, 10, 10, 9, 8],
  },
];

export type ServiceTime = (random: Random, visit: Scenario['visits'][number]) => number;

export const drawnServiceTime: ServiceTime = (random, visit) => logNormal(random, visit.minutes, visit.variation);

/** Durations drawn from a log instead, by kind of visit: `new` or anything else. */
export function loggedServiceTime(minutes: ReadonlyMap<string, readonly number[]>): ServiceTime {
  return (random, visit) => {
    const known = minutes.get(visit.type) ?? [];
    const drawn = known[Math.floor(random() * known.length)];
    if (drawn === undefined) throw new Error(`The log has no consultation of the kind "${visit.type}"`);
    return drawn;
  };
}
