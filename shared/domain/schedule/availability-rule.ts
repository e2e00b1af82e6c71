import { Temporal } from 'temporal-polyfill';
import { RRuleTemporal } from 'rrule-temporal';
import { z } from 'zod';
import { AppError } from '#shared/domain/errors.ts';
import { businessDateSchema, type BusinessDate } from '#shared/domain/service-day.ts';
import { wallTimeSchema } from './wall-time.ts';

/**
 * When a doctor receives, or (with `isAvailable` false) does not. Without recurrence it holds on `date` alone and, if it
 * opens, replaces whatever recurs on that date; with it, `date` is the first day and `recurrence` an RFC 5545 rule.
 */
export const availabilityRuleSchema = z
  .object({
    doctorUid: z.uuid(),
    date: businessDateSchema,
    startTime: wallTimeSchema,
    endTime: wallTimeSchema,
    slotMinutes: z.int().min(5).max(480),
    /** How many people may be booked into the same minutes. */
    capacity: z.int().min(1).max(50),
    isAvailable: z.boolean(),
    breakStart: wallTimeSchema.nullable(),
    breakEnd: wallTimeSchema.nullable(),
    recurrence: z.string().max(500).nullable(),
  })
  .superRefine((rule, context) => {
    if (rule.endTime <= rule.startTime)
      context.addIssue({ code: 'custom', path: ['endTime'], message: 'must be after the start' });
    if ((rule.breakStart === null) !== (rule.breakEnd === null)) {
      context.addIssue({ code: 'custom', path: ['breakEnd'], message: 'a break has a start and an end' });
    }
    if (rule.breakStart !== null && rule.breakEnd !== null && rule.breakEnd <= rule.breakStart) {
      context.addIssue({ code: 'custom', path: ['breakEnd'], message: 'must be after the start of the break' });
    }
    if (rule.recurrence !== null && !isRecurrence(rule.recurrence)) {
      context.addIssue({
        code: 'custom',
        path: ['recurrence'],
        message: 'is not an RFC 5545 rule of days, weeks, months or years',
      });
    }
  });
export type AvailabilityRule = z.infer<typeof availabilityRuleSchema>;

/** A rule of whole days: nothing that recurs within one. */
function isRecurrence(text: string): boolean {
  if (!/^(?:RRULE:)?FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?:;[A-Z]+=[A-Z0-9,+\-TZ]+)*$/u.test(text)) return false;
  if (/BY(?:HOUR|MINUTE|SECOND)=/u.test(text)) return false;
  try {
    expand(text, '2026-01-01', '2026-01-01', '2026-01-31');
    return true;
  } catch {
    return false;
  }
}

/** The dates in `[from, to]` on which the rule holds, in order. Throws `availability.bad_recurrence`. */
export function datesOfRule(
  rule: Pick<AvailabilityRule, 'date' | 'recurrence'>,
  from: BusinessDate,
  to: BusinessDate,
): BusinessDate[] {
  if (rule.recurrence === null) return rule.date >= from && rule.date <= to ? [rule.date] : [];
  try {
    return expand(rule.recurrence, rule.date, from, to);
  } catch (cause) {
    throw new AppError('availability.bad_recurrence', {}, { cause });
  }
}

// Dates have no zone: the rule is expanded in UTC, where every day has 24 hours, and only its dates are taken.
function expand(recurrence: string, start: BusinessDate, from: BusinessDate, to: BusinessDate): BusinessDate[] {
  const rule = new RRuleTemporal({
    rruleString: recurrence.startsWith('RRULE:') ? recurrence : `RRULE:${recurrence}`,
    dtstart: utcMidnight(start),
    strict: true,
  });
  return rule.between(utcMidnight(from), utcMidnight(to), true).map((at) => at.toString().slice(0, 10));
}

function utcMidnight(date: BusinessDate): Temporal.ZonedDateTime {
  return Temporal.PlainDate.from(date).toZonedDateTime('UTC');
}
