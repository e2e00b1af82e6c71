import { calibrationKeys, peopleOfBand, ratioAt } from './calibration.ts';
import type { EstimatorState } from './estimator-state.ts';
import { pastWaitOf } from './past-waits.ts';
import { kindOf } from './service-times.ts';
import type { Experience, Surroundings } from './surroundings.ts';
import type { WaitProfile } from './wait-event.ts';

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
 * What became of those who stood where this one stands. The same for everyone of one kind, class and place, so that a queue of
 * thousands asks only a few times.
 */
export function experienceOf(
  state: EstimatorState,
  around: Surroundings,
  profile: WaitProfile,
  band: string,
): Experience {
  const asked = inner(inner(around.experience, profile.visitType), profile.waitClass);
  const known = asked.get(band);
  if (known) return known;
  const { upperShare, lowerShare, priorStrength } = state.config;
  const keys = calibrationKeys(profile.waitClass, band);
  // Cold: the spread of a sum of so many exponential services, as many as the band says: whoever asks alone and whoever
  // asks for all must be told the same.
  const spread = 1 / Math.sqrt(peopleOfBand(band) + 1);
  const experience = {
    past: pastWaitKeys(profile, around.hour, band).map((key) =>
      pastWaitOf(state.pastWaits, key, around.usualMinutes, priorStrength),
    ),
    upperRatio: ratioAt(state.calibration, keys, upperShare, 1 + 0.6 * spread),
    lowerRatio: ratioAt(state.calibration, keys, lowerShare, 1 - 0.78 * spread),
  };
  asked.set(band, experience);
  return experience;
}

/** Maps of maps, because a key made of three texts would have to be made and hashed for everyone who waits. */
function inner<T>(outer: Map<string, Map<string, T>>, key: string): Map<string, T> {
  let found = outer.get(key);
  if (!found) outer.set(key, (found = new Map()));
  return found;
}
