export const DURATION_UNITS = ['minute', 'hour', 'day'] as const;
export type DurationUnit = (typeof DURATION_UNITS)[number];

export const MINUTES_OF: Record<DurationUnit, number> = { minute: 1, hour: 60, day: 1440 };

/** The largest unit in which a time is a whole number: 120 minutes are two hours, 90 are 90 minutes. */
export function unitOf(minutes: number): DurationUnit {
  if (minutes === 0) return 'hour';
  return DURATION_UNITS.findLast((unit) => minutes % MINUTES_OF[unit] === 0) ?? 'minute';
}

/** The same number in another unit, kept within what is allowed. */
export function inUnit(amount: number, unit: DurationUnit, { min, max }: { min: number; max: number }): number {
  return Math.min(max, Math.max(min, amount * MINUTES_OF[unit]));
}
