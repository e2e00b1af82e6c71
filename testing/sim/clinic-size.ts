import { dice } from './dice.ts';

export type ClinicSize = {
  devices: number;
  /** What each device is asked to do. */
  ops: number;
  /** How long things go wrong. */
  faultMinutes: number;
};

/** A week's work of a clinic on one day. */
export const LARGE: ClinicSize = { devices: 5, ops: 200, faultMinutes: 40 };
const LARGE_EVERY = 100;

/** A seed's own clinic: mostly small, since it is the order of few things that goes wrong; each hundredth is large. */
export function sizeOf(seed: number): ClinicSize {
  if (seed % LARGE_EVERY === 0) return LARGE;
  const chance = dice(seed, 'size');
  return { devices: chance.between(2, 5), ops: chance.between(5, 12), faultMinutes: chance.between(2, 5) };
}
