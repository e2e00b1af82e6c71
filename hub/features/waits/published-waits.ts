import { z } from 'zod';

/** What devices last heard of each queue, by the uid of the doctor or the service. */
export const publishedWaitsSchema = z.object({
  /** The model as of this number of the queue stream; 0 before anything was computed. */
  computedSeq: z.int().default(0),
  queues: z
    .record(
      z.string(),
      z.object({
        waiting: z.int(),
        waitMinutes: z.tuple([z.int(), z.int()]),
        madeAt: z.int(),
        rev: z.int(),
      }),
    )
    .default({}),
});
export type PublishedWaits = z.infer<typeof publishedWaitsSchema>;
export type PublishedQueues = PublishedWaits['queues'];
