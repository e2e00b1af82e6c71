import { calibrationKeys, ratioAt } from './calibration.ts';
import type { EstimatorState, ShownEstimate } from './estimator-state.ts';
import type { Ahead } from './lines.ts';
import { predict } from './regression.ts';
import type { Surroundings } from './surroundings.ts';
import { STRUCTURAL, viewWait } from './wait-features.ts';
import type { WaitProfile } from './wait-event.ts';

/** The whole estimate, with what is needed to learn from it once the wait is over. */
export function estimateOne(
  state: EstimatorState,
  around: Surroundings,
  profile: WaitProfile,
  ahead: Ahead,
): ShownEstimate {
  const { features, structural, scale, band } = viewWait(state, around, profile, ahead);
  const learned = predict(state.regression, features, STRUCTURAL);
  // Weights learned elsewhere must not carry an unusual queue out of all proportion.
  const expected = Math.min(4 * structural + 2 * around.usualMinutes, Math.max(structural / 4, learned));
  const keys = calibrationKeys(profile.waitClass, band);
  const { upperShare, lowerShare } = state.config;
  // Cold: the spread of a sum of so many exponential services.
  const spread = 1 / Math.sqrt(ahead.people + 1);
  const end = (share: number, cold: number) =>
    Math.max(0, (expected + scale) * ratioAt(state.calibration, keys, share, cold) - scale);
  const upper = end(upperShare, 1 + 0.6 * spread);
  const lower = Math.min(upper, end(lowerShare, 1 - 0.78 * spread));
  return { at: around.now, features, structural, scale, expected, lower, upper, band };
}
