import type { Random } from '#shared/domain/ports.ts';
import { seededRandom } from '#testing/seeded-random.ts';

export type FaultPlan = { runs: number; seed: number; random: Random };

/**
 * How often a fault is made and by which dice. `FAULT_RUNS` lowers the count, `FAULT_SEED` repeats the choices of a run;
 * processes and networks keep their own time,
 * so that a seed repeats what was done and not the moment of it. `FAULT_LOG=error` shows the hub's log.
 */
export function faultPlan(name: string, fullRuns: number): FaultPlan {
  const runs = Number(process.env['FAULT_RUNS'] ?? fullRuns);
  const seed = Number(process.env['FAULT_SEED'] ?? Date.now() % 1_000_000);
  process.stderr.write(`${name}: ${runs} runs; again with FAULT_SEED=${seed}\n`);
  return { runs, seed, random: seededRandom(seed) };
}

/** One of the list. */
export function pick<T>(random: Random, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)]!;
}

/** A whole number from `least` to `most`. */
export function between(random: Random, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1));
}
