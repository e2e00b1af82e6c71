import type { Instant } from '#shared/domain/ports.ts';

/** The calendar day at the clinic, `YYYY-MM-DD`. */
export function clinicDay(now: Instant, timeZone: string | undefined): string {
  // The Swedish way of writing a date is ISO 8601.
  return new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short' }).format(now);
}
