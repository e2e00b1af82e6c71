import { z } from 'zod';
import { laneSchema } from '#shared/domain/token.ts';

/**
 * POST /api/sync/renew — another incarnation and lane for a device whose log can no longer be continued: cloned or rolled
 * back, unknown to this hub, or with a part missing that the hub has lost. Made anew at each call, so that no two copies
 * of a device ever get the same.
 */
export const renewRequestSchema = z.object({
  incarnation: z.uuid(),
  lane: laneSchema,
  reason: z.enum(['forked', 'unknown', 'gap']),
});

export const renewReplySchema = z.object({
  incarnation: z.uuid(),
  lane: laneSchema,
  /** How far the hub holds the former log: the device writes what comes after it once more. */
  formerLastSeq: z.int().min(0).optional(),
});
export type RenewRequest = z.infer<typeof renewRequestSchema>;
export type RenewReply = z.infer<typeof renewReplySchema>;
