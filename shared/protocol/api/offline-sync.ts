import { z } from 'zod';
import { availableSlotSchema } from './availability.ts';
import { defineContract } from './contract.ts';
import { instantTextSchema } from './dates.ts';

export const offlineTypeSchema = z.enum(['appointment', 'patient', 'queue']);
export const offlineActionSchema = z.enum(['create', 'update', 'delete']);
export type OfflineType = z.infer<typeof offlineTypeSchema>;
export type OfflineAction = z.infer<typeof offlineActionSchema>;

/** Read one by one when they are applied: one that cannot be read must not keep the others back. */
const dataSchema = z.record(z.string(), z.unknown()).meta({
  examples: [
    {
      doctor_id: 1,
      scheduled_date: '2030-01-16T09:00:00Z',
      patient_details: { first_name: 'John', last_name: 'Doe', phone: '+4930123456' },
    },
    { id: 1, scheduled_date: '2030-01-16T10:00:00Z', base: { scheduled_date: '2030-01-16T09:00:00Z' } },
    { id: 1, reason: 'cannot come' },
    { first_name: 'John', last_name: 'Doe', phone: '+4930123456', date_of_birth: '1984-05-12' },
    { id: 1, address: 'New Street 1', base: { address: null } },
    { patient_id: 1, doctor_id: 1, urgency_level: 'high' },
    { id: 1, status: 'cancelled', expected_from: 'waiting' },
  ],
});

export const offlineItemSchema = z.object({
  type: offlineTypeSchema,
  action: offlineActionSchema,
  /** As the operation of the same purpose takes it; names records by `id` or by `uid`. See docs/offline-sync.md. */
  data: dataSchema,
  /**
   * Makes it this one change for ever: sent again, it is answered as it was. Left out, the content is what it is known by:
   * the same change twice is then one.
   */
  op_id: z.uuid().optional(),
  /** By the clock of the device. */
  recorded_at: instantTextSchema.optional(),
});
export type OfflineItem = z.infer<typeof offlineItemSchema>;

export const MAX_OFFLINE_ITEMS = 200;
/** Of who has not said who they are. */
export const MAX_STRANGERS_ITEMS = 10;

const resultSchema = z.object({
  /** Its place in `sync_data`. */
  index: z.int(),
  op_id: z.uuid(),
  type: offlineTypeSchema,
  action: offlineActionSchema,
  /**
   * `synced`: done. `conflict`: kept, and staff decide what is still in doubt. `failed`: it could not be done; `code` and
   * `issues` say why.
   */
  status: z.enum(['synced', 'conflict', 'failed']),
  code: z.string().nullable(),
  /** It came before, and this is what became of it then. */
  repeated: z.boolean(),
  /** What was made or changed. */
  record: z.object({ id: z.int(), uid: z.uuid(), number: z.string() }).nullable(),
  issues: z.array(z.object({ path: z.string(), problem: z.string() })),
  /** For an appointment that lost its slot: the nearest ones that were free. */
  alternatives: z.array(availableSlotSchema),
  /** With it who booked may see, move and cancel that appointment. */
  patient_token: z.string().optional(),
});
export type OfflineResult = z.infer<typeof resultSchema>;

export const offlineSync = defineContract({
  id: 'appointments.offlineSync',
  method: 'POST',
  path: '/api/appointments/offline-sync',
  summary: 'Hand over what was recorded off line; each change is done once, however often it is sent',
  body: z.object({
    device_id: z
      .string()
      .regex(/^[\x21-\x7E]{1,100}$/u, '1 to 100 visible ASCII characters')
      .meta({ examples: ['device_123456'] }),
    sync_data: z.array(offlineItemSchema).min(1).max(MAX_OFFLINE_ITEMS),
  }),
  reply: z.object({
    device_id: z.string(),
    synced: z.int(),
    conflicts: z.int(),
    failed: z.int(),
    results: z.array(resultSchema),
  }),
});
