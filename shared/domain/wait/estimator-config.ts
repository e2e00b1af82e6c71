import { z } from 'zod';

const minutes = z.number().positive().max(1440);
const share = z.number().gt(0).lt(1);

/**
 * What a clinic states about its waits. None of it is tuned to a log: everything else is learned from the clinic's own
 * visits as they happen, starting from these.
 */
export const estimatorConfigSchema = z.object({
  /** Believed until visits say otherwise. */
  defaultServiceMinutes: minutes.default(15),
  /** The configured average by service uid. */
  serviceMinutes: z.record(z.string(), minutes).default({}),
  /** How many stations usually serve a service, by service uid; 1 where nothing is said. */
  usualStations: z.record(z.string(), z.number().min(1).max(1000)).default({}),
  /** How many observations a prior belief weighs as much as. */
  priorStrength: z.number().positive().default(10),
  /** After so many observations an old one counts half, so that the estimator follows a clinic that changes. */
  halfLife: z.number().positive().default(5000),
  /** The upper end of a range is met or beaten by this share of people, the lower end by `lowerShare`. */
  upperShare: share.default(0.8),
  lowerShare: share.default(0.2),
  /** Shown ends are multiples of this. */
  roundToMinutes: minutes.default(5),
});
export type EstimatorConfig = z.infer<typeof estimatorConfigSchema>;
