const WINDOW = 500;
/** What each outcome moves the level by, times how surprising it was. */
const STEP = 0.01;
const FURTHEST_LEVEL = 0.15;
/** Of what the days before have taught about how alike people of one day are, this much stays when a new day begins. */
const KEPT_A_DAY = 0.97;
/** Believed of a new group, as firmly as ten outcomes would show it: they come four alike at a time. */
const PRIOR_OUTCOMES = 10;
const PRIOR_ALIKE = 4;

/** The last outcomes ÷ expectations of a group, in the order seen and sorted, and how the ends given to it have fared. */
export type OutcomeWindow = {
  seen: number[];
  sorted: number[];
  next: number;
  /** Added to the share that is asked for: it rises with every outcome beyond the upper end and falls with the others. */
  level: number;
  /** By how much more often than usual the group's own quantile was exceeded: today; squared and summed, on earlier days. */
  day: { id: number; excess: number };
  excessSquared: number;
  /** What `excessSquared` would be on average if every outcome stood for itself. */
  independent: number;
};

/** `late`: beyond the upper end that had been given, which was meant for `share`. `day` is any number that tells days apart. */
export type Outcome = { ratio: number; late: boolean; share: number; day: number };

export function newOutcomeWindow(): OutcomeWindow {
  const day = { id: 0, excess: 0 };
  return { seen: [], sorted: [], next: 0, level: 0, day, excessSquared: 0, independent: 0 };
}

export function addOutcome(window: OutcomeWindow, { ratio, late, share, day }: Outcome): void {
  // Held against the group's own past, not against what was shown: a group that borrows from the wrong one is not thereby few.
  const excess = ratio > (quantileOf(window, share) ?? ratio) ? share : share - 1;
  const old = window.seen[window.next];
  if (window.seen.length === WINDOW && old !== undefined) window.sorted.splice(lowerBound(window.sorted, old), 1);
  window.seen[window.next] = ratio;
  window.next = (window.next + 1) % WINDOW;
  window.sorted.splice(lowerBound(window.sorted, ratio), 0, ratio);
  const missed = late ? share : share - 1;
  window.level = Math.min(FURTHEST_LEVEL, Math.max(-FURTHEST_LEVEL, window.level + STEP * missed));
  if (window.day.id !== day) {
    window.excessSquared = KEPT_A_DAY * (window.excessSquared + window.day.excess ** 2);
    window.independent *= KEPT_A_DAY;
    window.day = { id: day, excess: 0 };
  }
  window.day.excess += excess;
  window.independent += share * (1 - share);
}

/**
 * How many outcomes that have nothing to do with each other this window is worth. Those who wait through the same rush are late
 * together: fifty of them say hardly more than a few who came on different days. The design effect (Kish) of the days.
 */
export function effectiveCount(window: OutcomeWindow | undefined, share: number): number {
  if (!window) return 0;
  const prior = PRIOR_OUTCOMES * share * (1 - share);
  const excessSquared = window.excessSquared + window.day.excess ** 2;
  const alike = (excessSquared + PRIOR_ALIKE * prior) / (window.independent + prior);
  return window.sorted.length / Math.max(1, alike);
}

/** @returns the smallest ratio that at least `share` of the outcomes do not exceed; `null` of none */
export function quantileOf(window: OutcomeWindow, share: number): number | null {
  const n = window.sorted.length;
  const at = Math.min(n - 1, Math.ceil(share * (n + 1)) - 1);
  return window.sorted[Math.max(0, at)] ?? null;
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
