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
  const { features, structural, scale, band, experience } = viewWait(state, around, profile, ahead);
  const learned = predict(state.regression, features, STRUCTURAL);
  // Weights learned elsewhere must not carry an unusual queue out of all proportion.
  const expected = Math.min(4 * structural + 2 * around.usualMinutes, Math.max(structural / 4, learned));
  const end = (ratio: number) => Math.max(0, (expected + scale) * ratio - scale);
  const upper = end(experience.upperRatio);
  const lower = Math.min(upper, end(experience.lowerRatio));
  return { at: around.now, features, structural, scale, expected, lower, upper, band };
}
