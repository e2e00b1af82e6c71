import {
  addOutcome,
  effectiveCount,
  newOutcomeWindow,
  quantileOf,
  type Outcome,
  type OutcomeWindow,
} from './outcome-window.ts';
import { under } from './running-mean.ts';

/** A group leans on the wider one as if that were so many independent outcomes of its own. */
const BORROWED = 10;
/** Beyond it a quantile is the worst that was ever seen, which one odd visit decides. */
const HIGHEST_SHARE = 0.95;

/**
 * Online conformal calibration (Vovk; Gibbs and Candès 2021 for the moving level): the ends of a range are quantiles of how past
 * outcomes compared with what was expected, by class, and by class and place. A pooled calibration is far too wide for one
 * class and too narrow for another.
 */
export type Calibration = { groups: Record<string, OutcomeWindow> };

export function newCalibration(): Calibration {
  return { groups: {} };
}

/**
 * Exact for the first few places, coarser further back. `free`: a station seems to be idle, so that the wait is either
 * nothing or something nobody can see; mixed with those who are first behind a busy one, neither would be calibrated.
 */
export function placeBand(ahead: number, isFree: boolean): string {
  if (isFree) return 'free';
  const people = Math.round(ahead);
  return String(people < 4 ? people : 4 + Math.floor(Math.log(people / 4) / Math.log(1.5)));
}

/** The fewest people that stand before anyone of the band. */
export function peopleOfBand(band: string): number {
  if (band === 'free') return 0;
  const index = Number(band);
  return index < 4 ? index : 4 * 1.5 ** (index - 4);
}

/** From the widest group to the narrowest; each borrows from the one before it. */
export function calibrationKeys(waitClass: string, band: string): string[] {
  return ['all', `class|${waitClass}`, `place|${waitClass}|${band}`];
}

/**
 * Hierarchical, and corrected for how few have been seen: the next outcome exceeds the largest of n with a chance of 1 in n + 1,
 * and n counts outcomes that are independent, since people far back in the queue are seldom and come in the same rush.
 * @returns by what the expectation is multiplied so that `share` of outcomes lie at or below it
 */
export function ratioAt(calibration: Calibration, keys: readonly string[], share: number, cold: number): number {
  const groups = keys.map((key) => {
    const window = calibration.groups[key];
    return { window, count: effectiveCount(window, share) };
  });
  const known = groups.reduce((wider, { count }) => count + (BORROWED * wider) / (wider + BORROWED), 0);
  // Correction and moving level belong to the upper end, which is what is promised.
  const isUpper = share > 0.5;
  const meant = isUpper ? share + share / Math.max(2, known) : share;
  return groups.reduce((wider, { window, count }) => {
    if (!window) return wider;
    const own = quantileOf(window, isUpper ? Math.min(HIGHEST_SHARE, meant + window.level) : meant) ?? wider;
    return (count * own + BORROWED * wider) / (count + BORROWED);
  }, cold);
}

/** The wait is over: what came of it counts for everyone, for the class and for the place. */
export function calibrate(calibration: Calibration, keys: readonly string[], outcome: Outcome): void {
  for (const key of keys) addOutcome(under(calibration.groups, key, newOutcomeWindow), outcome);
}
