import type { EstimatorState } from './estimator-state.ts';
import type { Ahead } from './lines.ts';
import { placeBand } from './calibration.ts';
import { pastWaitOf } from './past-waits.ts';
import { structuralWait } from './structural-wait.ts';
import type { Surroundings } from './surroundings.ts';
import { kindOf } from './service-times.ts';
import type { WaitProfile } from './wait-event.ts';

/** The structural wait's place among the features: trusted with weight 1 until visits teach otherwise. */
export const STRUCTURAL = 0;

export type WaitView = { features: number[]; structural: number; scale: number; band: string };

export function pastWaitKeys(profile: WaitProfile, hour: string, band: string): string[] {
  return [
    `kind|${kindOf(profile.serviceUid, profile.visitType)}`,
    `class|${profile.waitClass}`,
    `hour|${profile.serviceUid}|${hour}`,
    `doctor|${profile.doctorUid ?? profile.serviceUid}`,
    `place|${band}`,
  ];
}

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
  const band = placeBand(ahead.people, isFree);
  const features = [
    structural,
    usualMinutes,
    ((ahead.people + 1) * usualMinutes) / around.usualStations,
    (ahead.people + 1) * around.headway,
    around.headOfLine,
    around.recentWait,
    Math.sqrt(structural * slot),
    slot,
    ahead.people * slot,
    ahead.people * usualMinutes,
    ahead.ownKind * slot,
    isFree ? slot : 0,
    isFree ? structural : 0,
  ];
  for (const key of pastWaitKeys(profile, around.hour, band)) {
    const past = pastWaitOf(state.pastWaits, key, usualMinutes, state.config.priorStrength);
    features.push(past.waited, past.ratio * structural);
  }
  return { features, structural, scale: usualMinutes / 8, band };
}
