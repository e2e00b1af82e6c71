import { z } from 'zod';
import { priorityFactorsSchema } from '#shared/domain/explain-priority.ts';
import { languageSchema } from '#shared/domain/language.ts';
import { prioritySettingsSchema, waitClassSchema } from '#shared/domain/priority-settings.ts';
import { queueStatusSchema } from '#shared/domain/queue.ts';
import { defineContract } from './contract.ts';
import { visitPaymentSchema } from './payments.ts';

/** As the requirements name it: what the domain knows as urgency, and emergencies beside it. */
export const urgencyLevelSchema = z.enum(['low', 'medium', 'high', 'emergency']);
export type UrgencyLevel = z.infer<typeof urgencyLevelSchema>;

/** What the patient was told and how it stands: minutes from now, and when it was said. */
export const waitToldSchema = z.object({
  lower: z.int(),
  upper: z.int(),
  /** Longer than it was first said to be: the screen must show that it was extended. */
  extended: z.boolean(),
  said_at: z.iso.datetime(),
});
export type WaitTold = z.infer<typeof waitToldSchema>;

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
  /** Null: nobody has judged it. */
  urgency_level: urgencyLevelSchema.nullable().optional(),
  special_requirements: z.string().nullable().optional(),
  /** As of this answer; the order itself does not age. Higher is called first. */
  priority_score: z.int().optional(),
  /** Why somebody stands where they stand, for the screen to put in words. */
  ai_priority_factors: priorityFactorsSchema.optional(),
  wait_range: waitToldSchema.nullable().optional(),
  /** To be paid at the desk, in whole units of the currency; null: nothing. */
  payment_due: z.object({ amount: z.number(), currency: z.string() }).nullable().optional(),
  /** What a kiosk asked for, due or paid; null: nothing was asked. */
  payment: visitPaymentSchema.nullable().optional(),
  /** Waits longer than the clinic allows for this class. An alert; it never moves anyone. */
  overdue: z.boolean().optional(),
  overdue_reason: z
    .object({ wait_class: waitClassSchema, waited_minutes: z.int(), maximum_minutes: z.number() })
    .nullable()
    .optional(),
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
  total_overdue: z.int().optional(),
  /** What somebody who joined now would be told, in minutes. */
  newcomer_wait: z.object({ lower: z.int(), upper: z.int() }).nullable().optional(),
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
    /** Where to, when called. Left out: as before, the doctor's own, the caller's, or the only one. */
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
  /** Goes before everyone who is no emergency. */
  z.object({ type: z.literal('raise_to_emergency'), ...note }),
  /** Null: not judged after all. */
  z.object({ type: z.literal('set_urgency'), urgency_level: urgencyLevelSchema.nullable(), ...note }),
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

export const joinQueue = defineContract({
  id: 'queue.join',
  method: 'POST',
  path: '/api/queue/join',
  summary: "Put a registered patient into a doctor's queue, or a service's, under a token of the desk",
  body: z
    .object({
      patient_id: z.int().positive(),
      /** Null or left out: whoever of `service_id` is free. */
      doctor_id: z.int().positive().nullable().optional(),
      /** Needed without a doctor. */
      service_id: z.int().positive().optional(),
      reason_for_visit: z.string().trim().max(500).optional(),
      urgency_level: urgencyLevelSchema.optional(),
      special_requirements: z.string().trim().max(500).optional(),
      long_journey: z.boolean().optional(),
      /** What the patient is called in; the clinic's own language when left out. */
      language: languageSchema.optional(),
    })
    .refine((body) => body.doctor_id != null || body.service_id !== undefined, {
      error: 'give a doctor_id or a service_id',
      path: ['service_id'],
    }),
  reply: queueRowSchema,
});

export const recoverTicket = defineContract({
  id: 'queue.recoverTicket',
  method: 'POST',
  path: '/api/queue/recover-ticket',
  summary:
    'Open the visit of a ticket whose kiosk was lost before the hub heard of it, from the QR code on the paper; of a visit that is known, nothing changes',
  body: z.object({
    /** The whole text of the QR code. */
    ticket: z.string().trim().min(1).max(400),
    service_id: z.int().positive(),
    doctor_id: z.int().positive().nullable().optional(),
    /** Left out: somebody whose name is still to be asked. */
    patient_id: z.int().positive().nullable().optional(),
  }),
  reply: queueRowSchema,
});

export const prioritizeQueue = defineContract({
  id: 'queue.prioritize',
  method: 'POST',
  path: '/api/queue/prioritize',
  summary: 'State what bears on the place of one who waits; says the score, the reasons and the new position',
  body: z.object({
    doctor_id: z.int().positive().nullable().optional(),
    queue_id: z.int().positive(),
    priority_factors: z
      .object({
        medical_urgency: urgencyLevelSchema.nullable().optional(),
        /** Minutes waited in truth, where that is more than the hub knows of (a queue at the door). */
        wait_time: z.number().min(0).max(1440).optional(),
        /** Counts only while the hub knows no birth date. */
        patient_age: z.int().min(0).max(150).optional(),
        special_requirements: z.string().trim().max(500).nullable().optional(),
        long_journey: z.boolean().optional(),
      })
      .default({}),
  }),
  reply: z.object({
    queue_id: z.int(),
    priority_score: z.int(),
    medical_urgency_score: z.int(),
    wait_time_score: z.int(),
    ai_priority_factors: priorityFactorsSchema,
    previous_position: z.int().nullable(),
    queue_position: z.int().nullable(),
    entry: queueRowSchema,
  }),
});

export const undoQueueMove = defineContract({
  id: 'queue.undo',
  method: 'POST',
  path: '/api/queue/:id/undo',
  summary: 'Take back the last move of an entry within ten seconds, while nothing else has happened to it',
  params: z.object({ id: z.coerce.number().int().positive() }),
  reply: queueRowSchema,
});

export const previewQueueSettings = defineContract({
  id: 'queue.previewSettings',
  method: 'POST',
  path: '/api/queue/preview-settings',
  summary: 'What other priorities would do to the queues as they stand; nothing is changed',
  body: z.object({ value: prioritySettingsSchema }),
  reply: z.array(
    z.object({
      doctor_id: z.int().nullable(),
      service_id: z.int(),
      moved_earlier: z.int(),
      moved_later: z.int(),
      /** In the order that the draft would give. */
      rows: z.array(
        z.object({
          id: z.int(),
          token_label: z.string(),
          from: z.int(),
          to: z.int(),
          /** Places gained; negative: lost. */
          move: z.int(),
          /** Minutes of head start gained; negative: lost. */
          head_start_change: z.number(),
          /** Would wait too long for their class, by the draft. */
          overdue: z.boolean(),
        }),
      ),
    }),
  ),
});
export type QueuePreview = z.infer<typeof previewQueueSettings.reply>[number];
