import { z } from 'zod';
import { queueEntryViewSchema, queueWaitSchema } from './entities.ts';

/**
 * `/ws/queue`: the queue as a plain WebSocket, for programs that are no device of ours. JSON texts, one message each; field
 * names as in the REST API. Nothing in it is personal data. See docs/realtime.md.
 */

const since = z.int().min(0).optional();

/** The first message, unless the request had an Authorization header: who speaks, and what they have already. */
export const queueSocketHelloSchema = z.union([
  z.object({ type: z.literal('auth'), access_token: z.string().min(1).max(4096), since }),
  z.object({ type: z.literal('auth'), device_uid: z.uuid(), device_key: z.string().min(1).max(256), since }),
]);

export const queueSocketMessageSchema = z.discriminatedUnion('type', [
  /** Let in. `seq`: where the stream stands; remember the last one seen and give it as `since` when coming back. */
  z.object({ type: z.literal('ready'), location_uid: z.uuid(), seq: z.int() }),
  /** What was missed is not kept any more: ask GET /api/queue/current and go on from here. */
  z.object({ type: z.literal('reset'), seq: z.int() }),
  /** One entry as it now stands, or how long one queue takes now; `null`: gone. */
  z.object({
    type: z.literal('queue_update'),
    seq: z.int(),
    uid: z.uuid(),
    entry: queueEntryViewSchema.nullable().optional(),
    wait: queueWaitSchema.nullable().optional(),
  }),
  z.object({
    type: z.literal('patient_called'),
    seq: z.int(),
    uid: z.uuid(),
    token: z.string(),
    station_uid: z.uuid().nullable(),
    language: z.string(),
    /** Raised by each call and recall: announce every count once. */
    call_count: z.int(),
    called_at: z.iso.datetime().nullable(),
  }),
  z.object({
    type: z.literal('queue_position_change'),
    seq: z.int(),
    service_uid: z.uuid(),
    doctor_uid: z.uuid().nullable(),
    /** Those whose place is another than before; `position` null: no longer waiting there. */
    positions: z.array(z.object({ uid: z.uuid(), token: z.string(), position: z.int().nullable() })),
  }),
  z.object({
    type: z.literal('appointment_update'),
    uid: z.uuid(),
    /** `gone`: cancelled, moved to another day, or past. */
    status: z.enum(['booked', 'arrived', 'closed', 'gone']),
    doctor_uid: z.uuid().nullable(),
    service_uid: z.uuid().nullable(),
    start_time: z.iso.datetime().nullable(),
  }),
  /** The connection ends; the code is one of the API's. */
  z.object({ type: z.literal('error'), code: z.string() }),
]);
export type QueueSocketMessage = z.infer<typeof queueSocketMessageSchema>;
