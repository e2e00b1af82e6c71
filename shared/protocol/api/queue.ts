import { z } from 'zod';
import { languageSchema } from '#shared/domain/language.ts';
import { queueStatusSchema } from '#shared/domain/queue.ts';
import { defineContract } from './contract.ts';

export const queueRowSchema = z.object({
  id: z.int(),
  uid: z.uuid(),
  /** Stored whole, `20260314-A-047`. */
  token_number: z.string(),
  /** What people see, `A-047`. */
  token_label: z.string(),
  patient_name: z.string(),
  current_status: queueStatusSchema,
  /** 1-based among those waiting; null for others. */
  queue_position: z.int().nullable(),
  estimated_wait_time_minutes: z.int().nullable(),
  service_id: z.int(),
  service_name: z.string(),
  doctor_id: z.int().nullable(),
  station_id: z.int().nullable(),
  station_name: z.string().nullable(),
  language: languageSchema,
  reason_for_visit: z.string().nullable(),
  check_in_time: z.iso.datetime(),
  called_time: z.iso.datetime().nullable(),
  consultation_start_time: z.iso.datetime().nullable(),
  call_count: z.int(),
  held: z.boolean(),
});
export type QueueRow = z.infer<typeof queueRowSchema>;

/** One doctor's queue, or one service's where no doctor was chosen (`doctor_id` null). */
export const queueGroupSchema = z.object({
  doctor_id: z.int().nullable(),
  doctor_name: z.string().nullable(),
  service_id: z.int(),
  service_name: z.string(),
  /** The station that this doctor usually calls to. */
  default_station_id: z.int().nullable(),
  total_waiting: z.int(),
  total_called: z.int(),
  total_in_consultation: z.int(),
  queue: z.array(queueRowSchema),
});
export type QueueGroup = z.infer<typeof queueGroupSchema>;

export const currentQueue = defineContract({
  id: 'queue.current',
  method: 'GET',
  path: '/api/queue/current',
  summary: 'The current queues of a location, by doctor',
  query: z.object({
    doctor_id: z.coerce.number().int().positive().optional(),
    location_id: z.coerce.number().int().positive().optional(),
  }),
  reply: z.array(queueGroupSchema),
});

export const callNext = defineContract({
  id: 'queue.callNext',
  method: 'POST',
  path: '/api/queue/call-next',
  summary: 'Call the next waiting patient of a queue to a station; an empty queue is an ordinary answer',
  body: z.object({
    doctor_id: z.int().positive().nullable(),
    service_id: z.int().positive(),
    station_id: z.int().positive(),
  }),
  reply: z.object({ called: queueRowSchema.nullable() }),
});

export const updateQueueStatus = defineContract({
  id: 'queue.updateStatus',
  method: 'PUT',
  path: '/api/queue/:id/status',
  summary: "Move a queue entry to another status: the event that leads there must be legal from the entry's status",
  params: z.object({ id: z.coerce.number().int().positive() }),
  body: z.object({
    status: queueStatusSchema,
    station_id: z.int().positive().optional(),
    notes: z.string().max(1000).optional(),
  }),
  reply: queueRowSchema,
});

export const recall = defineContract({
  id: 'queue.recall',
  method: 'POST',
  path: '/api/queue/:id/recall',
  summary: 'Announce a called patient again',
  params: z.object({ id: z.coerce.number().int().positive() }),
  reply: queueRowSchema,
});

const note = { notes: z.string().trim().max(1000).optional() };

/** What staff can do to a queue entry; each is legal from some statuses only (shared/domain/queue.ts). */
export const queueEventRequestSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('call'), station_id: z.int().positive(), ...note }),
  z.object({ type: z.literal('recall'), ...note }),
  z.object({ type: z.literal('start'), ...note }),
  z.object({ type: z.literal('complete'), ...note }),
  z.object({ type: z.literal('no_show'), ...note }),
  z.object({ type: z.literal('return'), ...note }),
  z.object({ type: z.literal('hold'), ...note }),
  z.object({
    type: z.literal('transfer'),
    service_id: z.int().positive(),
    /** Null: whoever of the service is free. */
    doctor_id: z.int().positive().nullable(),
    ...note,
  }),
  z.object({ type: z.literal('cancel'), ...note }),
]);
export type QueueEventRequest = z.infer<typeof queueEventRequestSchema>;

export const postQueueEvent = defineContract({
  id: 'queue.postEvent',
  method: 'POST',
  path: '/api/queue/:id/events',
  summary: 'Call, recall, start, complete, mark as absent, return, hold, transfer or cancel one queue entry',
  params: z.object({ id: z.coerce.number().int().positive() }),
  body: queueEventRequestSchema,
  reply: queueRowSchema,
});
