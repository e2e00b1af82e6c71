import { z } from 'zod';
import { opSchema } from './op.ts';

export const MAX_OPS_PER_PUSH = 200;

/** POST /api/sync/push — one in flight per device. */
export const pushRequestSchema = z.object({
  incarnation: z.uuid(),
  ops: z.array(opSchema).min(1).max(MAX_OPS_PER_PUSH),
});
export type PushRequest = z.infer<typeof pushRequestSchema>;

export const opOutcomeSchema = z.enum(['synced', 'conflict', 'failed']);

export const opResultSchema = z.object({
  seq: z.int(),
  opId: z.uuid(),
  outcome: opOutcomeSchema,
  /** Why it is in conflict or failed: an error code. */
  code: z.string().nullable(),
});
export type OpResult = z.infer<typeof opResultSchema>;

export const pushReplySchema = z.discriminatedUnion('status', [
  /** Every op up to `lastSeq` is durable at the hub, each with what became of it, first sending or not. */
  z.object({ status: z.literal('ok'), lastSeq: z.int(), results: z.array(opResultSchema) }),
  /** The first new op must be `expectedSeq`. */
  z.object({ status: z.literal('gap'), expectedSeq: z.int() }),
  /** The hub holds another op under this number: the database was cloned or rolled back. */
  z.object({ status: z.literal('fork'), atSeq: z.int() }),
]);
export type PushReply = z.infer<typeof pushReplySchema>;
