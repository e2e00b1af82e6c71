import { z } from 'zod';
import { defineContract } from './contract.ts';

/** One field on which the two sides differ. Names of fields are those of the sync protocol. */
const disputedFieldSchema = z.object({ field: z.string(), device: z.string().nullable(), hub: z.string().nullable() });
export type DisputedField = z.infer<typeof disputedFieldSchema>;

export const resolutionSchema = z.enum(['keep_hub', 'keep_device', 'handled']);

export const syncConflictSchema = z.object({
  id: z.int(),
  status: z.enum(['conflict', 'failed']),
  /** Why: an error code, text `error.<code>`. */
  code: z.string().nullable(),
  kind: z.string().nullable(),
  /** Where it was recorded. Null: over the API rather than by a device. */
  device: z.object({ id: z.int(), name: z.string(), kind: z.string() }).nullable(),
  /** By the device's clock. */
  recorded_at: z.iso.datetime(),
  received_at: z.iso.datetime(),
  token_number: z.string().nullable(),
  patient: z.object({ id: z.int(), uid: z.uuid(), first_name: z.string(), last_name: z.string() }).nullable(),
  /** Both sides, field by field: what the device recorded, and what the hub holds now. */
  fields: z.array(disputedFieldSchema),
  /** The resolutions that make sense for it. */
  options: z.array(resolutionSchema),
  /** One of the options, or what settled it by itself. */
  resolution: z.string().nullable(),
  resolution_note: z.string().nullable(),
  resolved_at: z.iso.datetime().nullable(),
  resolved_by: z.string().nullable(),
});
export type SyncConflict = z.infer<typeof syncConflictSchema>;

export const listConflicts = defineContract({
  id: 'conflicts.list',
  method: 'GET',
  path: '/api/sync/conflicts',
  summary:
    'What devices recorded and the hub could not simply take over, newest first: both sides, who, where and when',
  query: z.object({
    state: z.enum(['open', 'resolved']).default('open'),
    before: z.coerce.number().int().positive().optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  reply: z.object({ rows: z.array(syncConflictSchema), next_before: z.int().nullable() }),
});

export const resolveConflict = defineContract({
  id: 'conflicts.resolve',
  method: 'POST',
  path: '/api/sync/conflicts/:id/resolve',
  summary: "Settle a conflict: keep the hub's record, take over the device's, or note that it was handled by hand",
  params: z.object({ id: z.coerce.number().int().positive() }),
  body: z.object({ resolution: resolutionSchema, note: z.string().trim().max(500).optional() }),
  reply: syncConflictSchema,
});
