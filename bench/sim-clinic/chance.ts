import type { Random } from '#shared/domain/ports.ts';

export function exponential(random: Random, mean: number): number {
  return -mean * Math.log(1 - random());
}

export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Mean and coefficient of variation of the durations themselves, not of their logarithm. */
export function logNormal(random: Random, mean: number, variation: number): number {
  const spread = Math.log(1 + variation ** 2);
  return mean * Math.exp(Math.sqrt(spread) * normal(random) - spread / 2);
}

export function pick<T>(random: Random, weighted: readonly (readonly [T, number])[]): T {
  const total = weighted.reduce((sum, [, weight]) => sum + weight, 0);
  let at = random() * total;
  for (const [value, weight] of weighted) {
    at -= weight;
    if (at < 0) return value;
  }
  return (weighted.at(-1) as readonly [T, number])[0];
}
