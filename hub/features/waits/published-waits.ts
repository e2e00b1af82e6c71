import { z } from 'zod';

/** What devices last heard of each queue, by the uid of the doctor or the service. */
export const publishedWaitsSchema = z.record(
  z.string(),
  z.object({
    waiting: z.int(),
    waitMinutes: z.tuple([z.int(), z.int()]),
    madeAt: z.int(),
    rev: z.int(),
  }),
);
export type PublishedWaits = z.infer<typeof publishedWaitsSchema>;
