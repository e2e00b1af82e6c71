import { z } from 'zod';
import { queueStatusSchema } from '#shared/domain/queue.ts';
import { defineContract } from './contract.ts';

const moment = z.iso.datetime().nullable();

export const queueHistory = defineContract({
  id: 'queue.history',
  method: 'GET',
  path: '/api/queue/:id/history',
  summary: 'Everything that happened to one visit, and its stages: each queue it stood in',
  params: z.object({ id: z.coerce.number().int().positive() }),
  reply: z.object({
    queue_id: z.int(),
    token_label: z.string(),
    check_in_time: z.iso.datetime(),
    stages: z.array(
      z.object({
        service_id: z.int().nullable(),
        service_name: z.string().nullable(),
        doctor_id: z.int().nullable(),
        doctor_name: z.string().nullable(),
        station_name: z.string().nullable(),
        entered_at: z.iso.datetime(),
        called_at: moment,
        started_at: moment,
        ended_at: moment,
      }),
    ),
    events: z.array(
      z.object({
        id: z.int(),
        type: z.string(),
        from_status: queueStatusSchema.nullable(),
        to_status: queueStatusSchema,
        at: z.iso.datetime(),
        actor_type: z.enum(['staff', 'device', 'system']),
        actor_name: z.string().nullable(),
        station_name: z.string().nullable(),
        notes: z.string().nullable(),
        details: z.record(z.string(), z.unknown()),
      }),
    ),
  }),
});
export type QueueHistory = z.infer<typeof queueHistory.reply>;
