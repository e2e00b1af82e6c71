import { z } from 'zod';

/** How urgent staff judged an entry. `null` in an entry means that nobody has judged it yet. */
export const urgencySchema = z.enum(['low', 'medium', 'high']);
export type Urgency = z.infer<typeof urgencySchema>;

/** What targets, alerts and the calibration of waits go by. `routine` is an entry nobody has judged. */
export const waitClassSchema = z.enum(['emergency', 'high', 'medium', 'low', 'routine']);
export type WaitClass = z.infer<typeof waitClassSchema>;

const minutes = z.number().min(0).max(1440);

const ageBandSchema = z
  .object({ fromAge: z.int().min(0).max(150), toAge: z.int().min(0).max(150), minutes })
  .refine((band) => band.fromAge <= band.toAge, { error: 'fromAge must not be above toAge' });

/**
 * A clinic's choices for the order of its queues. All credits are minutes of head start: 30 means "as if checked in
 * half an hour earlier", and so is also the longest anyone can be overtaken for that reason. Emergencies stand outside
 * this: they go first whatever the credits say.
 */
export const prioritySettingsSchema = z.object({
  urgencyCredit: z
    .object({ low: minutes.default(0), medium: minutes.default(15), high: minutes.default(30) })
    .refine((credit) => credit.low <= credit.medium && credit.medium <= credit.high, {
      error: 'A more urgent patient cannot have a smaller credit: low ≤ medium ≤ high',
    })
    .prefault({}),
  /** The bands may overlap; the largest that fits counts, so that no age is credited twice. */
  ageCredit: z
    .array(ageBandSchema)
    .max(10)
    .default([
      { fromAge: 0, toAge: 2, minutes: 10 },
      { fromAge: 80, toAge: 150, minutes: 10 },
    ]),
  specialRequirementsCredit: minutes.default(10),
  longJourneyCredit: minutes.default(5),
  returnedCredit: minutes.default(10),
  transferredCredit: minutes.default(10),
  /**
   * A booked patient who checks in at most `lateMinutes` after the booked time is on time and stands in the queue from
   * the booked time. Waiting is counted from at most `earlyMinutes` before it, so that coming an hour early neither gains
   * a place nor raises an alert.
   */
  appointmentGrace: z.object({ earlyMinutes: minutes.default(15), lateMinutes: minutes.default(10) }).prefault({}),
  /** Longest acceptable wait by class; beyond it the desk is alerted. Defaults: the five bands of the Australasian Triage Scale. */
  maximumWaitMinutes: z
    .object({
      emergency: minutes.default(2),
      high: minutes.default(10),
      medium: minutes.default(30),
      low: minutes.default(60),
      routine: minutes.default(120),
    })
    .prefault({}),
});
export type PrioritySettings = z.infer<typeof prioritySettingsSchema>;

export const DEFAULT_PRIORITY_SETTINGS: PrioritySettings = prioritySettingsSchema.parse({});
