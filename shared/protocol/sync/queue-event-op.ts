import { z } from 'zod';
import { queueStatusSchema } from '#shared/domain/queue.ts';

const queueEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('call'), stationUid: z.uuid() }),
  z.object({ type: z.enum(['recall', 'start', 'complete', 'no_show', 'return', 'hold', 'cancel']) }),
  z.object({ type: z.literal('transfer'), serviceUid: z.uuid(), doctorUid: z.uuid().nullable() }),
]);

/** Payload of op kind `queue.event`: a move made from the status that the device saw. */
export const queueEventPayloadSchema = z.looseObject({
  queueEntryUid: z.uuid(),
  expectedFrom: queueStatusSchema,
  event: queueEventSchema,
});
export type QueueEventPayload = z.infer<typeof queueEventPayloadSchema>;
