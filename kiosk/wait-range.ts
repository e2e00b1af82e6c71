export type WaitRange = [low: number, high: number];

const STEP_MINUTES = 5;

/**
 * A range in minutes from the configured average, wide enough that few wait longer than its upper end: three quarters
 * to one and a half times the plain product, rounded outwards to five minutes.
 */
export function waitRange(load: { ahead: number; averageMinutes: number; servers: number }): WaitRange {
  const expected = (load.ahead * load.averageMinutes) / Math.max(1, load.servers);
  const low = Math.floor((expected * 0.75) / STEP_MINUTES) * STEP_MINUTES;
  const high = Math.ceil((expected * 1.5) / STEP_MINUTES) * STEP_MINUTES;
  return [low, Math.max(high, low + STEP_MINUTES)];
}
