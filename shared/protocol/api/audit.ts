import { z } from 'zod';
import { defineContract } from './contract.ts';

const auditRowSchema = z.object({
  id: z.int(),
  at: z.iso.datetime(),
  actor_type: z.enum(['staff', 'device', 'system', 'anonymous', 'patient']),
  actor_user_id: z.int().nullable(),
  actor_device_id: z.int().nullable(),
  /** Name of the person or device, as it is now. */
  actor_name: z.string().nullable(),
  /** An operation, `devices.pair`. */
  action: z.string(),
  entity: z.string().nullable(),
  entity_uid: z.uuid().nullable(),
  request_id: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
});

export const listAudit = defineContract({
  id: 'audit.list',
  method: 'GET',
  path: '/api/audit',
  summary: "Who did what at the caller's location, newest first",
  query: z.object({
    user_id: z.coerce.number().int().positive().optional(),
    device_id: z.coerce.number().int().positive().optional(),
    action: z.string().min(1).max(100).optional(),
    entity: z.string().min(1).max(100).optional(),
    entity_uid: z.uuid().optional(),
    from: z.iso.datetime({ offset: true }).optional(),
    to: z.iso.datetime({ offset: true }).optional(),
    /** `next_before` of the page before. */
    before: z.coerce.number().int().positive().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({ rows: z.array(auditRowSchema), next_before: z.int().nullable() }),
});
