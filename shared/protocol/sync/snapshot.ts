import { z } from 'zod';
import { streamSchema } from '#shared/protocol/entities.ts';
import { feedRowSchema } from './pull.ts';

/** GET /api/sync/snapshot?stream — every entity as it stands at `seq`; reading goes on after it. */
export const snapshotQuerySchema = z.object({ stream: streamSchema });

export const snapshotReplySchema = z.object({
  stream: streamSchema,
  seq: z.int().min(0),
  mark: z.string().nullable(),
  rows: z.array(feedRowSchema),
});
export type SnapshotReply = z.infer<typeof snapshotReplySchema>;
