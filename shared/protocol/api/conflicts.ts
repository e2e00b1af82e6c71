import { z } from 'zod';
import { localizedTextSchema } from '#shared/domain/language.ts';
import { defineContract } from './contract.ts';

const patientSideSchema = z.object({
  first_name: z.string().nullable(),
  last_name: z.string().nullable(),
  date_of_birth: z.string().nullable(),
  gender: z.string().nullable(),
  phone: z.string().nullable(),
});
export type PatientSide = z.infer<typeof patientSideSchema>;

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
  service_name: localizedTextSchema.nullable(),
  /** What the device recorded, and what the hub holds under the same record; null where there is none. */
  device_side: patientSideSchema.nullable(),
  hub_side: patientSideSchema.nullable(),
  /** The resolutions that make sense for it. */
  options: z.array(resolutionSchema),
  resolution: resolutionSchema.nullable(),
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
