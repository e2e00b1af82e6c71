import { z } from 'zod';
import { appointmentStatusSchema } from '#shared/domain/appointment.ts';
import { queueStatusSchema } from '#shared/domain/queue.ts';
import { availableSlotSchema } from './availability.ts';
import { defineContract } from './contract.ts';
import { instantTextSchema } from './dates.ts';

/** One field on which the two sides differ. Names of fields are those of the sync protocol. */
const disputedFieldSchema = z.object({
  field: z.string(),
  /** What it was when the device's change was made; null where that is not known. */
  base: z.string().nullable(),
  device: z.string().nullable(),
  hub: z.string().nullable(),
});
export type DisputedField = z.infer<typeof disputedFieldSchema>;

/** As it is kept when the two sides are merged: with the hub's side of that moment, and why it was not decided. */
export type FieldDispute = DisputedField & { why: 'changed_twice' | 'identifying' | 'slot_taken' };

export const conflictEntitySchema = z.enum(['appointment', 'patient', 'queue']);

/** `rebook` gives an appointment that lost its slot the time that goes with it. */
export const resolutionSchema = z.enum(['keep_hub', 'keep_device', 'rebook', 'handled']);

export const syncConflictSchema = z.object({
  id: z.int(),
  status: z.enum(['conflict', 'failed']),
  /** Why: an error code, text `error.<code>`. */
  code: z.string().nullable(),
  kind: z.string().nullable(),
  /** What it is about. */
  entity: conflictEntitySchema,
  /** Where it was recorded. Null: over the API rather than by a device. */
  device: z.object({ id: z.int(), name: z.string(), kind: z.string() }).nullable(),
  /** As it names itself: for what came over the API. */
  device_id: z.string(),
  /** By the device's clock. */
  recorded_at: z.iso.datetime(),
  received_at: z.iso.datetime(),
  token_number: z.string().nullable(),
  patient: z.object({ id: z.int(), uid: z.uuid(), first_name: z.string(), last_name: z.string() }).nullable(),
  appointment: z
    .object({
      id: z.int(),
      uid: z.uuid(),
      appointment_number: z.string(),
      status: appointmentStatusSchema,
      doctor_id: z.int(),
      scheduled_date: z.iso.datetime(),
      duration_minutes: z.int(),
      needs_rebooking: z.boolean(),
    })
    .nullable(),
  queue_entry: z.object({ id: z.int(), uid: z.uuid(), token_number: z.string(), status: queueStatusSchema }).nullable(),
  /** For an appointment that lost its slot: the nearest that were free when it did. */
  alternatives: z.array(availableSlotSchema),
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
    entity: conflictEntitySchema.optional(),
    before: z.coerce.number().int().positive().optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  reply: z.object({ rows: z.array(syncConflictSchema), next_before: z.int().nullable() }),
});

export const resolveConflict = defineContract({
  id: 'conflicts.resolve',
  method: 'POST',
  path: '/api/sync/conflicts/:id/resolve',
  summary:
    "Settle a conflict: keep the hub's record, take over the device's, find another slot, or note that it was handled by hand",
  params: z.object({ id: z.coerce.number().int().positive() }),
  body: z
    .object({
      resolution: resolutionSchema,
      note: z.string().trim().max(500).optional(),
      /** The new time; for `rebook`. */
      scheduled_date: instantTextSchema.optional(),
      duration_minutes: z.int().min(5).max(480).optional(),
      doctor_id: z.int().positive().optional(),
    })
    .refine((body) => body.resolution !== 'rebook' || body.scheduled_date !== undefined, {
      path: ['scheduled_date'],
      message: 'say when the appointment is to be',
    }),
  reply: syncConflictSchema,
});
