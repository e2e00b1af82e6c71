import { z } from 'zod';
import { businessDateSchema } from '#shared/domain/service-day.ts';
import { languageSchema, localizedTextSchema } from '#shared/domain/language.ts';
import { queueStatusSchema } from '#shared/domain/queue.ts';

/**
 * The synced-entity registry: everything that reaches devices through the feed, and on which stream. A payload of
 * `null` in the feed means that the entity is gone. Nothing on the `queue` stream is personal data.
 */

export const locationSchema = z.object({
  uid: z.uuid(),
  name: localizedTextSchema,
  timeZone: z.string(),
  cutoverHour: z.int().min(0).max(12),
  /** What the clinic itself speaks; announcements follow the patient's language with it. */
  language: languageSchema,
  /** ISO 3166-1 alpha-2, for reading phone numbers typed without a country code. */
  country: z.string().length(2),
});
export type Location = z.infer<typeof locationSchema>;

export const serviceSchema = z.object({
  uid: z.uuid(),
  name: localizedTextSchema,
  /** Where to sit until called, as printed on the ticket. */
  waitingArea: localizedTextSchema.nullable(),
  averageMinutes: z.int().min(1).max(480),
  position: z.int(),
  active: z.boolean(),
});
export type Service = z.infer<typeof serviceSchema>;

export const doctorSchema = z.object({
  uid: z.uuid(),
  name: localizedTextSchema,
  specialty: localizedTextSchema.nullable(),
  serviceUid: z.uuid(),
  stationUid: z.uuid().nullable(),
  position: z.int(),
  active: z.boolean(),
});
export type Doctor = z.infer<typeof doctorSchema>;

export const stationSchema = z.object({
  uid: z.uuid(),
  name: localizedTextSchema,
  active: z.boolean(),
});
export type Station = z.infer<typeof stationSchema>;

export const queueEntryViewSchema = z.object({
  uid: z.uuid(),
  /** `A-047`. */
  token: z.string(),
  businessDate: businessDateSchema,
  status: queueStatusSchema,
  serviceUid: z.uuid(),
  doctorUid: z.uuid().nullable(),
  stationUid: z.uuid().nullable(),
  language: languageSchema,
  checkedInAt: z.int(),
  calledAt: z.int().nullable(),
  callCount: z.int().min(0),
  held: z.boolean(),
});
export type QueueEntryView = z.infer<typeof queueEntryViewSchema>;

export const streamSchema = z.enum(['queue', 'clinic']);
export type Stream = z.infer<typeof streamSchema>;

export const SYNCED_ENTITIES = {
  location: { stream: 'queue', schema: locationSchema },
  service: { stream: 'queue', schema: serviceSchema },
  doctor: { stream: 'queue', schema: doctorSchema },
  station: { stream: 'queue', schema: stationSchema },
  queue_entry: { stream: 'queue', schema: queueEntryViewSchema },
} as const satisfies Record<string, { stream: Stream; schema: z.ZodType }>;

export type SyncedEntity = keyof typeof SYNCED_ENTITIES;
export type SyncedPayload<E extends SyncedEntity> = z.infer<(typeof SYNCED_ENTITIES)[E]['schema']>;
