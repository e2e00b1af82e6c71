import type { Instant } from '#shared/domain/ports.ts';

const MINUTE = 60_000;

/** Minutes from now. */
export type WaitMinutes = { lower: number; upper: number };

/**
 * What a person is told: whole steps, the upper end rounded up, since being told 20 and waiting 5 is forgiven and the reverse
 * is not. Never empty: "0–5" is the shortest.
 */
export function roundWait(wait: WaitMinutes, stepMinutes: number): WaitMinutes {
  const upper = Math.max(stepMinutes, Math.ceil(wait.upper / stepMinutes) * stepMinutes);
  const lower = Math.min(upper - stepMinutes, Math.floor(wait.lower / stepMinutes) * stepMinutes);
  return { lower: Math.max(0, lower), upper };
}

/** A range as it was last shown, in absolute times, so that it can be held against the clock. */
export type ShownRange = { from: Instant; to: Instant; saidAt: Instant; extensions: number };

export type RevisedRange = { range: ShownRange; change: 'kept' | 'shortened' | 'extended' };

export function showRange(wait: WaitMinutes, stepMinutes: number, now: Instant): ShownRange {
  const { lower, upper } = roundWait(wait, stepMinutes);
  return { from: now + lower * MINUTE, to: now + upper * MINUTE, saidAt: now, extensions: 0 };
}

/**
 * Holds a shown range against a fresh estimate. It is extended, and says so, as soon as it is overrun or is sure to be; a range that
 * merely drifts by less than a step stays, because a number that changes at every look is not believed; good news of two
 * steps or more is passed on.
 */
export function reviseRange(shown: ShownRange, fresh: WaitMinutes, stepMinutes: number, now: Instant): RevisedRange {
  const next = showRange(fresh, stepMinutes, now);
  const overrun = now >= shown.to;
  if (overrun || now + fresh.lower * MINUTE > shown.to) {
    // At least one whole step more than was promised, counted from whichever is later.
    const to = Math.max(next.to, shown.to + stepMinutes * MINUTE);
    return { range: { ...next, to, extensions: shown.extensions + 1 }, change: 'extended' };
  }
  if (next.to <= shown.to - 2 * stepMinutes * MINUTE)
    return { range: { ...next, extensions: shown.extensions }, change: 'shortened' };
  return { range: shown, change: 'kept' };
}
