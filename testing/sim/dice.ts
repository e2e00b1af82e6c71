import type { Ids, Random } from '#shared/domain/ports.ts';
import { seededRandom } from '#testing/seeded-random.ts';

/** A seed's chance. Each part of the world has dice of its own, so that one more throw here changes nothing there. */
export type Dice = {
  random: Random;
  /** True with probability `p`. */
  chance(p: number): boolean;
  /** From `low` up to, not including, `high`. */
  between(low: number, high: number): number;
  pick<T>(from: readonly T[]): T;
};

export function dice(seed: number, part: string): Dice {
  let mixed = seed >>> 0;
  for (const letter of part) mixed = Math.imul(mixed ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  const random = seededRandom(mixed);
  const between = (low: number, high: number): number => low + Math.floor(random() * (high - low));
  return {
    random,
    chance: (p) => random() < p,
    between,
    pick: (from) => from[between(0, from.length)]!,
  };
}

/** UUIDv7 by the given clock, their random part from the dice. */
export function seededIds(clock: () => number, random: Random): Ids {
  const hex = (digits: number): string =>
    Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('');
  return () => {
    const time = Math.max(0, Math.floor(clock())).toString(16).padStart(12, '0').slice(-12);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${'89ab'.charAt(Math.floor(random() * 4))}${hex(3)}-${hex(12)}`;
  };
}
