import { z } from 'zod';
import { businessDateSchema } from '#shared/domain/service-day.ts';
import { languageSchema, localizedTextSchema } from '#shared/domain/language.ts';
import { queueStatusSchema } from '#shared/domain/queue.ts';
import { ticketSettingsSchema } from '#shared/domain/settings/ticket-settings.ts';
import { kioskSettingsSchema } from './kiosk-settings.ts';

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

const waitMinutesSchema = z.tuple([z.int().min(0), z.int().min(0)]);

/** How long it takes for who joins now. Its uid is the doctor's, or the service's where any of its doctors will do. */
export const queueWaitSchema = z.object({
  uid: z.uuid(),
  serviceUid: z.uuid(),
  doctorUid: z.uuid().nullable(),
  /** Everyone waiting for the service with whichever doctor; of a doctor's queue, those waiting for that doctor. */
  waiting: z.int().min(0),
  /** Lower and upper end, in minutes; at most one in five waits longer. */
  waitMinutes: waitMinutesSchema,
  madeAt: z.int(),
});
export type QueueWait = z.infer<typeof queueWaitSchema>;

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
  /**
   * The place in the calling order: emergencies (tier 0) first, then by `at`, `since` and uid. It says nothing about why. Left out by
   * hubs that knew no order but the check-in.
   */
  order: z.object({ tier: z.int().min(0).max(1), at: z.int(), since: z.int() }).optional(),
  /** What the patient was told, in minutes from `waitSaidAt`: the range may have been extended since the ticket. */
  waitMinutes: waitMinutesSchema.optional(),
  waitSaidAt: z.int().optional(),
});
export type QueueEntryView = z.infer<typeof queueEntryViewSchema>;

/** Hex HMAC-SHA-256 under the location's match key: compared, never reversed (shared/domain/match-text.ts). */
const matchHashSchema = z.string().regex(/^[0-9a-f]{64}$/u);

/**
 * An appointment of today or soon, as far as a kiosk needs to know it off line: whoever holds the booking code, or knows
 * phone and birth date, can be recognised; nobody can be read out of it. Taken back when it is cancelled or past.
 */
export const appointmentTodaySchema = z.object({
  uid: z.uuid(),
  bookingCodeHash: matchHashSchema,
  /** Null where the patient has given no phone. */
  phoneBirthHash: matchHashSchema.nullable(),
  doctorUid: z.uuid(),
  serviceUid: z.uuid(),
  startAt: z.int(),
  status: z.enum(['booked', 'arrived', 'closed']),
});
export type AppointmentToday = z.infer<typeof appointmentTodaySchema>;

/**
 * Someone was here before, or the clinic knows them otherwise: whoever can say phone and birth date need not spell the name again.
 * The uid is made of the keyed hash of the two (`matchUid`), so that a kiosk finds it and cannot read anyone out of it. Not
 * told where the two fit more than one person.
 */
export const knownPatientSchema = z.object({ uid: z.uuid(), patientUid: z.uuid() });
export type KnownPatient = z.infer<typeof knownPatientSchema>;

/**
 * Staff want a copy of a ticket, from this kiosk's printer. Only what the ticket says anyway; taken back when the kiosk has
 * reported (`print.reported`).
 */
export const printRequestSchema = z.object({
  uid: z.uuid(),
  deviceUid: z.uuid(),
  visitUid: z.uuid(),
  /** `A-047`. */
  token: z.string(),
  serviceUid: z.uuid(),
  doctorUid: z.uuid().nullable(),
  language: languageSchema,
  checkedInAt: z.int(),
  /** Papers that may be about already, wherever they were printed: 0 for a token of the desk that has none yet. */
  copiesBefore: z.int().min(0),
  /** By the hub's clock. Nobody waits for a copy for minutes: then it is not printed. */
  requestedAt: z.int(),
});
export type PrintRequest = z.infer<typeof printRequestSchema>;

export const streamSchema = z.enum(['queue', 'clinic']);
export type Stream = z.infer<typeof streamSchema>;

export const SYNCED_ENTITIES = {
  location: { stream: 'queue', schema: locationSchema },
  service: { stream: 'queue', schema: serviceSchema },
  doctor: { stream: 'queue', schema: doctorSchema },
  station: { stream: 'queue', schema: stationSchema },
  queue_entry: { stream: 'queue', schema: queueEntryViewSchema },
  queue_wait: { stream: 'queue', schema: queueWaitSchema },
  // On the kiosks' own stream: a PIN's hash is nothing for a screen that hangs in public.
  kiosk_settings: { stream: 'clinic', schema: kioskSettingsSchema },
  /** What tickets look like. One per location, whose uid is the location's. */
  ticket_settings: { stream: 'clinic', schema: ticketSettingsSchema.extend({ uid: z.uuid() }) },
  appointment_today: { stream: 'clinic', schema: appointmentTodaySchema },
  known_patient: { stream: 'clinic', schema: knownPatientSchema },
  print_request: { stream: 'clinic', schema: printRequestSchema },
} as const satisfies Record<string, { stream: Stream; schema: z.ZodType }>;

export type SyncedEntity = keyof typeof SYNCED_ENTITIES;
export type SyncedPayload<E extends SyncedEntity> = z.infer<(typeof SYNCED_ENTITIES)[E]['schema']>;
