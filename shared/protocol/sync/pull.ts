import { z } from 'zod';
import { streamSchema } from '#shared/protocol/entities.ts';

export const MAX_ROWS_PER_PULL = 1000;

/** GET /api/sync/pull?stream&after&limit — rows `after+1 …` without a hole. */
export const pullQuerySchema = z.object({
  stream: streamSchema,
  after: z.coerce.number().int().min(0),
  /** Of the row at `after`, as the hub gave it: proves that both speak of the same feed. */
  mark: z.string().max(40).optional(),
  limit: z.coerce.number().int().min(1).max(MAX_ROWS_PER_PULL).default(MAX_ROWS_PER_PULL),
});

export const feedRowSchema = z.looseObject({
  seq: z.int().min(1),
  entity: z.string(),
  uid: z.uuid(),
  rev: z.int(),
  payload: z.record(z.string(), z.unknown()).nullable(),
});
export type FeedRow = z.infer<typeof feedRowSchema>;

export const pullReplySchema = z.object({
  stream: streamSchema,
  rows: z.array(feedRowSchema),
  head: z.int(),
  /** Of the last row given, or of the row at `after` when there was none. */
  mark: z.string().nullable().optional(),
  /** The rows after this cursor cannot be had (pruned), or it is of another feed: read the snapshot instead. */
  snapshot: z.boolean().optional(),
});
export type PullReply = z.infer<typeof pullReplySchema>;
