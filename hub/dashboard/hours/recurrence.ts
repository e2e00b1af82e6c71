import type { AvailabilityRow } from '#shared/protocol/api/availability.ts';

/** As RFC 5545 names them, Monday first. */
export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export function weeklyPattern(days: readonly Weekday[]): string {
  return `FREQ=WEEKLY;BYDAY=${WEEKDAYS.filter((day) => days.includes(day)).join(',')}`;
}

/** The days of a plain weekly rule; null for a rule that says more, which this dashboard shows and leaves as it is. */
export function weekdaysOf(pattern: string | null): Weekday[] | null {
  const days = /^(?:RRULE:)?FREQ=WEEKLY;BYDAY=((?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:MO|TU|WE|TH|FR|SA|SU))*)$/u.exec(
    pattern ?? '',
  )?.[1];
  return days === undefined ? null : (days.split(',') as Weekday[]);
}

/** 2024-01-01 was a Monday. */
export function weekdayName(day: Weekday, locale: string, width: 'short' | 'long' = 'short'): string {
  const date = new Date(Date.UTC(2024, 0, 1 + WEEKDAYS.indexOf(day)));
  return new Intl.DateTimeFormat(locale, { weekday: width, timeZone: 'UTC' }).format(date);
}

export type RuleKind = 'weekly' | 'date' | 'closed' | 'other';

export function kindOf(rule: Pick<AvailabilityRow, 'is_available' | 'recurrence_pattern'>): RuleKind {
  if (rule.recurrence_pattern === null) return rule.is_available ? 'date' : 'closed';
  return rule.is_available && weekdaysOf(rule.recurrence_pattern) ? 'weekly' : 'other';
}
