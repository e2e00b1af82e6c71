import type { EstimatorState } from './estimator-state.ts';
import type { Ahead } from './lines.ts';
import { placeBand } from './calibration.ts';
import { experienceOf } from './experience.ts';
import { structuralWait } from './structural-wait.ts';
import type { Experience, Surroundings } from './surroundings.ts';
import type { WaitProfile } from './wait-event.ts';

/** The structural wait's place among the features: trusted with weight 1 until visits teach otherwise. */
export const STRUCTURAL = 0;

/** `features` is the surroundings' scratch: copy it to keep it. */
export type WaitView = { features: number[]; structural: number; scale: number; band: string; experience: Experience };

/**
 * Everything the regression may lean on, in minutes. Beside the structural wait: simpler views of the same queue, which are wrong
 * in other ways, and how the structural wait has fared for this kind, class, hour, doctor and place.
 * The number of people behind is left out on purpose: how many will still come is not a reason why anyone waits.
 */
export function viewWait(state: EstimatorState, around: Surroundings, profile: WaitProfile, ahead: Ahead): WaitView {
  const structural = structuralWait(around, ahead, profile.key);
  const { cycle, stations, usualMinutes } = around;
  const slot = cycle / stations;
  const isFree = around.seemIdle > ahead.people;
  const band = placeBand(ahead.people, nobodyInTheWay(around, ahead, isFree));
  const features = around.scratch;
  features[0] = structural;
  features[1] = usualMinutes;
  features[2] = ((ahead.people + 1) * usualMinutes) / around.usualStations;
  features[3] = (ahead.people + 1) * around.headway;
  features[4] = around.headOfLine;
  features[5] = around.recentWait;
  features[6] = Math.sqrt(structural * slot);
  features[7] = slot;
  features[8] = ahead.people * slot;
  features[9] = ahead.people * usualMinutes;
  features[10] = ahead.ownKind * slot;
  features[11] = isFree ? slot : 0;
  features[12] = isFree ? structural : 0;
  let next = 13;
  const experience = experienceOf(state, around, profile, band);
  for (const { waited, ratio } of experience.past) {
    features[next] = waited;
    features[next + 1] = ratio * structural;
    next += 2;
  }
  return { features, structural, scale: usualMinutes / 8, band, experience };
}

/** Whoever stands behind people that wait is not about to be called, even if some station looks idle: it may be on a break. */
function nobodyInTheWay(around: Surroundings, ahead: Ahead, isFree: boolean): boolean {
  if (around.openAndIdle > ahead.people) return true;
  return ahead.people < 0.5 && (isFree || around.inService === 0);
}
