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

/** The service day an instant falls in: before the cut-over hour it is still yesterday's. */
export function serviceDayOf(instant: Instant, rule: ServiceDayRule): BusinessDate {
  const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(rule.timeZone);
  const date = local.toPlainDate();
  return (local.hour < rule.cutoverHour ? date.subtract({ days: 1 }) : date).toString();
}

/** A device's service day never goes back, whatever its clock does: a number issued twice is worse than a wrong date. */
export function advanceServiceDay(stored: BusinessDate | null, computed: BusinessDate): BusinessDate {
  return stored !== null && stored > computed ? stored : computed;
}
