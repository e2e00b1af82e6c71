import { z } from 'zod';
import type { Instant } from './ports.ts';
import { anchorOf, creditReasons, waitClassOf, type PriorityEntry } from './priority.ts';
import { urgencySchema, waitClassSchema, type PrioritySettings } from './priority-settings.ts';

const MINUTE = 60_000;
const minutes = z.number();

/** One reason as stored and shown: "high urgency +30 min", "age 82 +10 min", "waiting 42 min". */
const priorityReasonSchema = z.discriminatedUnion('factor', [
  z.object({ factor: z.literal('emergency') }),
  z.object({ factor: z.literal('urgency'), level: urgencySchema, minutes }),
  z.object({ factor: z.literal('age'), years: z.int(), minutes }),
  z.object({ factor: z.literal('special_requirements'), minutes }),
  z.object({ factor: z.literal('long_journey'), minutes }),
  z.object({ factor: z.literal('returned'), minutes }),
  z.object({ factor: z.literal('transferred'), minutes }),
  z.object({ factor: z.literal('waiting'), minutes }),
  /** The booked time is still to come by so many minutes. */
  z.object({ factor: z.literal('before_booked_time'), minutes }),
]);
type PriorityReason = z.infer<typeof priorityReasonSchema>;

/** The content of `ai_priority_factors`: everything needed to say why someone stands where they stand. */
export const priorityFactorsSchema = z.object({
  waitClass: waitClassSchema,
  anchor: z.enum(['check_in', 'booked_time']),
  creditMinutes: minutes,
  reasons: z.array(priorityReasonSchema),
});
type PriorityFactors = z.infer<typeof priorityFactorsSchema>;

/**
 * - `medicalUrgencyScore`: 0 not judged, 25 low, 50 medium, 75 high, 100 emergency. A label, not an amount.
 * - `waitTimeScore`: whole minutes since the anchor; negative before a booked time.
 * - `priorityScore`: minutes since the anchor plus credit, in whole minutes; an emergency has 100,000 more. Higher is
 *   called first. All grow by one a minute, so scores compare only when taken at the same moment; the order itself goes
 *   by `orderKeyOf`, which does not age.
 */
export type PriorityExplanation = {
  medicalUrgencyScore: number;
  waitTimeScore: number;
  priorityScore: number;
  factors: PriorityFactors;
};

const URGENCY_SCORE = { routine: 0, low: 25, medium: 50, high: 75, emergency: 100 } as const;
const EMERGENCY_LEAD = 100_000;

export function explainPriority(entry: PriorityEntry, settings: PrioritySettings, now: Instant): PriorityExplanation {
  const waitClass = waitClassOf(entry);
  const anchor = anchorOf(entry, settings);
  const credits = creditReasons(entry, settings);
  const credit = credits.reduce((sum, reason) => sum + reason.minutes, 0);
  const waited = (now - anchor) / MINUTE;
  const reasons: PriorityReason[] = [
    ...(entry.emergency ? [{ factor: 'emergency' as const }] : []),
    ...credits,
    waited < 0
      ? { factor: 'before_booked_time', minutes: Math.ceil(-waited) }
      : { factor: 'waiting', minutes: Math.floor(waited) },
  ];
  return {
    medicalUrgencyScore: URGENCY_SCORE[waitClass],
    waitTimeScore: Math.floor(waited),
    priorityScore: Math.floor(waited + credit) + (entry.emergency ? EMERGENCY_LEAD : 0),
    factors: {
      waitClass,
      anchor: entry.bookedAt !== null && anchor === entry.bookedAt ? 'booked_time' : 'check_in',
      creditMinutes: credit,
      reasons,
    },
  };
}
