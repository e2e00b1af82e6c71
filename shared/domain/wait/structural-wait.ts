import type { OrderKey } from '#shared/domain/priority.ts';
import type { Ahead } from './lines.ts';
import type { Surroundings } from './surroundings.ts';

const MINUTE = 60_000;
const ROUNDS = 4;

/**
 * Minutes until this place is reached, by queueing theory alone: until a station falls free, the services in front, and those
 * who will come and overtake, over the stations, thinned by those who walk out. How many overtake depends on the wait itself, so it is
 * found by repetition. Under the order by anchor − credit a class overtakes only while its head start lasts.
 */
export function structuralWait(around: Surroundings, ahead: Ahead, key: OrderKey): number {
  const { stations, cycle, walkOuts, now } = around;
  if (around.openAndIdle > ahead.people) return around.turnaround;
  const inFront = around.firstFree + (ahead.minutes * around.pace + ahead.people * around.turnaround) / stations;
  let wait = inFront;
  for (let round = 0; round < ROUNDS; round += 1) {
    let overtaking = 0;
    for (const other of around.overtakers) {
      if (key.tier === 0 && !other.emergency) continue;
      const lasts = other.emergency && key.tier === 1 ? wait : (key.at - now) / MINUTE + other.lead;
      overtaking += other.perMinute * Math.max(0, Math.min(wait, lasts));
    }
    const work = inFront + (overtaking * cycle) / stations;
    const next = walkOuts > 0 ? Math.log1p(walkOuts * work) / walkOuts : work;
    // Overtaking faster than serving has no end: it is bounded by what the ranges are calibrated to anyway.
    wait = Math.min(next, 3 * inFront + cycle);
  }
  return wait;
}
