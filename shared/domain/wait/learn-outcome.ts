import { calibrate, calibrationKeys } from './calibration.ts';
import { hourOf, keepOf, type EstimatorState, type ShownEstimate, type WaitingEntry } from './estimator-state.ts';
import { pastWaitKeys } from './experience.ts';
import { learnPastWait } from './past-waits.ts';
import { learn } from './regression.ts';
import { STRUCTURAL } from './wait-features.ts';

const MINUTE = 60_000;

/** The wait is over now: what was shown is held against it, and the next estimate is the better for it. */
export function learnOutcome(state: EstimatorState, entry: WaitingEntry, shown: ShownEstimate): void {
  const { config } = state;
  const keep = keepOf(config);
  const actual = (state.now - shown.at) / MINUTE;
  const { structural, scale, expected, upper, band } = shown;
  const groups = pastWaitKeys(entry, hourOf(state, shown.at), band);
  learnPastWait(state.pastWaits, groups, { actual, structural, floor: scale }, keep);
  // Long waits scatter more: unweighted, a few of them would decide for everyone.
  const weight = 1 / (structural + scale);
  const options = { leading: STRUCTURAL, keep, strength: config.priorStrength };
  learn(state.regression, shown.features, { value: actual, weight }, options);
  const ratio = (actual + scale) / (expected + scale);
  const outcome = { ratio, late: actual > upper, share: config.upperShare, day: state.midnight ?? 0 };
  calibrate(state.calibration, calibrationKeys(entry.waitClass, band), outcome);
}
