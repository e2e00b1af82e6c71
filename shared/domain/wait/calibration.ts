import { under } from './running-mean.ts';

const WINDOW = 500;
/** A quantile in the tail needs more than a mean: this many outcomes of the wider group come first. */
const BORROWED = 50;
const STEP = 0.005;

/** The last outcomes ÷ expectations of a group, in the order seen and sorted. */
type Window = { seen: number[]; sorted: number[]; next: number; level: number };

/**
 * Online conformal calibration (Vovk; Gibbs and Candès 2021 for the moving level): the ends of a range are quantiles of how past
 * outcomes compared with what was expected, by class, and by class and place. A pooled calibration is far too wide for one
 * class and too narrow for another.
 */
export type Calibration = { groups: Record<string, Window> };

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

/** From the widest group to the narrowest; each borrows from the one before it. */
export function calibrationKeys(waitClass: string, band: string): string[] {
  return ['all', `class|${waitClass}`, `place|${waitClass}|${band}`];
}

/** @returns by what the expectation is multiplied so that `share` of outcomes lie at or below it */
export function ratioAt(calibration: Calibration, keys: readonly string[], share: number, cold: number): number {
  return keys.reduce((wider, key) => {
    const window = calibration.groups[key];
    if (!window) return wider;
    // The moving level belongs to the upper end, which is what is promised.
    const level = share > 0.5 ? Math.min(0.98, share + window.level) : share;
    const n = window.sorted.length;
    const at = Math.min(n - 1, Math.ceil(level * (n + 1)) - 1);
    const own = window.sorted[Math.max(0, at)] ?? wider;
    return (n * own + BORROWED * wider) / (n + BORROWED);
  }, cold);
}

/** `late`: the outcome was beyond the upper end that had been given, which was meant for `share` of outcomes. */
export function calibrate(
  calibration: Calibration,
  keys: readonly string[],
  outcome: { ratio: number; late: boolean; share: number },
): void {
  for (const key of keys) {
    const window = under(calibration.groups, key, newWindow);
    const old = window.seen[window.next];
    if (window.seen.length === WINDOW && old !== undefined) window.sorted.splice(lowerBound(window.sorted, old), 1);
    window.seen[window.next] = outcome.ratio;
    window.next = (window.next + 1) % WINDOW;
    window.sorted.splice(lowerBound(window.sorted, outcome.ratio), 0, outcome.ratio);
    const error = outcome.late ? outcome.share : outcome.share - 1;
    window.level = Math.min(0.15, Math.max(-0.15, window.level + STEP * error));
  }
}

function lowerBound(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function newWindow(): Window {
  return { seen: [], sorted: [], next: 0, level: 0 };
}
