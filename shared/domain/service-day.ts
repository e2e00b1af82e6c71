import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Instant } from './ports.ts';

/** `YYYY-MM-DD`, the clinic's own day, which may outlast midnight. */
export const businessDateSchema = z.iso.date();
export type BusinessDate = z.infer<typeof businessDateSchema>;

export type ServiceDayRule = {
  /** IANA zone of the location. */
  timeZone: string;
  /** Local hour, 0–12, at which a new service day begins. */
  cutoverHour: number;
};

/**
 * The service day an instant falls in: before the cut-over hour it is still yesterday's.
 *
 * A day begins at the first moment that the local clock shows its cut-over (or, where the clock skips that hour, when
 * the gap ends) and lasts until the next day begins. Comparing local hours instead would go back a day where clocks are
 * set back across the cut-over, and lose one where a zone skips a whole date.
 */
export function serviceDayOf(instant: Instant, rule: ServiceDayRule): BusinessDate {
  const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(rule.timeZone).toPlainDate();
  // Clocks set back across midnight can put an instant a local date before the day it belongs to.
  const latest = local.add({ days: 1 });
  for (let date = latest; ; date = date.subtract({ days: 1 })) {
    if (startOfServiceDay(date, rule) <= instant) return date.toString();
  }
}

function startOfServiceDay(date: Temporal.PlainDate, rule: ServiceDayRule): Instant {
  const plainTime = { hour: rule.cutoverHour };
  // 'compatible': the earlier of two, the end of a gap.
  return date.toZonedDateTime({ timeZone: rule.timeZone, plainTime }).epochMilliseconds;
}

/** A device's service day never goes back, whatever its clock does: a number issued twice is worse than a wrong date. */
export function advanceServiceDay(stored: BusinessDate | null, computed: BusinessDate): BusinessDate {
  return stored !== null && stored > computed ? stored : computed;
}
