import {
  bigint,
  bigserial,
  boolean,
  date,
  doublePrecision,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Urgency } from '#shared/domain/priority-settings.ts';
import type { Language } from '#shared/domain/language.ts';
import { changeTimes, identity, instant, locationId, reference, serverTime } from './column-types.ts';

export const queueStatus = pgEnum('queue_status', [
  'waiting',
  'called',
  'in_consultation',
  'completed',
  'cancelled',
  'no_show',
]);

export type ActorType = 'staff' | 'device' | 'system' | 'patient';

export const visits = pgTable('visits', {
  ...identity(),
  locationId: locationId(),
  patientId: reference('patient_id').notNull(),
  appointmentId: reference('appointment_id'),
  serviceId: reference('service_id').notNull(),
  doctorId: reference('doctor_id'),
  /** The service day. */
  businessDate: date('business_date', { mode: 'string' }).notNull(),
  lane: text('lane').notNull(),
  number: integer('number').notNull(),
  /** Whole, `20260314-A-047`. */
  tokenNumber: text('token_number').notNull(),
  language: text('language').$type<Language>().notNull().default('en'),
  reasonForVisit: text('reason_for_visit'),
  specialRequirements: text('special_requirements'),
  incarnation: uuid('incarnation'),
  checkedInAt: instant('checked_in_at').notNull(),
  ...changeTimes(),
});

/** A visit's place in the queue. */
export const queueManagement = pgTable('queue_management', {
  ...identity(),
  locationId: locationId(),
  visitId: reference('visit_id').notNull(),
  tokenNumber: text('token_number').notNull(),
  patientId: reference('patient_id').notNull(),
  appointmentId: reference('appointment_id'),
  serviceId: reference('service_id').notNull(),
  doctorId: reference('doctor_id'),
  stationId: reference('station_id'),
  businessDate: date('business_date', { mode: 'string' }).notNull(),
  currentStatus: queueStatus('current_status').notNull().default('waiting'),
  priorityScore: integer('priority_score').notNull().default(0),
  estimatedWaitTimeMinutes: integer('estimated_wait_time_minutes'),
  actualWaitTimeMinutes: integer('actual_wait_time_minutes'),
  checkInTime: instant('check_in_time').notNull(),
  calledTime: instant('called_time'),
  consultationStartTime: instant('consultation_start_time'),
  consultationEndTime: instant('consultation_end_time'),
  queuePosition: integer('queue_position'),
  aiPriorityFactors: jsonb('ai_priority_factors').$type<Record<string, unknown>>().notNull().default({}),
  medicalUrgencyScore: integer('medical_urgency_score'),
  waitTimeScore: integer('wait_time_score'),
  patientSatisfactionScore: integer('patient_satisfaction_score'),
  callCount: integer('call_count').notNull().default(0),
  heldSince: instant('held_since'),
  emergency: boolean('emergency').notNull().default(false),
  urgency: text('urgency').$type<Urgency>(),
  longJourney: boolean('long_journey').notNull().default(false),
  returned: boolean('returned').notNull().default(false),
  transferred: boolean('transferred').notNull().default(false),
  bookedAt: instant('booked_at'),
  visitType: text('visit_type').notNull().default(''),
  statedSince: instant('stated_since'),
  statedAge: integer('stated_age'),
  /** The domain's order key; `uid` is its last part. */
  orderTier: smallint('order_tier').$type<0 | 1>().notNull().default(1),
  orderAt: instant('order_at').notNull(),
  orderSince: instant('order_since').notNull(),
  ...changeTimes(),
});

/** The history of every move, with who made it. */
export const queueEvents = pgTable(
  'queue_events',
  {
    id: bigserial('id', { mode: 'number' }).notNull(),
    locationId: locationId(),
    queueId: reference('queue_id').notNull(),
    type: text('type').notNull(),
    fromStatus: queueStatus('from_status'),
    toStatus: queueStatus('to_status').notNull(),
    at: instant('at').notNull(),
    actorType: text('actor_type').$type<ActorType>().notNull(),
    actorUserId: reference('actor_user_id'),
    actorDeviceId: reference('actor_device_id'),
    stationId: reference('station_id'),
    opId: uuid('op_id'),
    notes: text('notes'),
    details: jsonb('details').$type<Record<string, unknown>>().notNull().default({}),
    /** The entry's `rev` after it; null in rows older than this column. */
    rev: integer('rev'),
    entry: jsonb('entry').$type<unknown>(),
    recordedAt: serverTime('recorded_at'),
  },
  (table) => [primaryKey({ columns: [table.locationId, table.id] })],
);

/** The last number issued at the desk on a service day. */
export const deskCounters = pgTable(
  'desk_counters',
  {
    locationId: locationId(),
    businessDate: date('business_date', { mode: 'string' }).notNull(),
    lastNumber: integer('last_number').notNull(),
  },
  (table) => [primaryKey({ columns: [table.locationId, table.businessDate] })],
);

/** What a location has learned about its waits, see hub/features/waits. */
export const waitModels = pgTable('wait_models', {
  locationId: reference('location_id').primaryKey(),
  publishedSeq: bigint('published_seq', { mode: 'number' }).notNull().default(0),
  snapshotSeq: bigint('snapshot_seq', { mode: 'number' }).notNull().default(0),
  snapshot: text('snapshot'),
  savedAt: instant('saved_at'),
  published: jsonb('published').$type<unknown>().notNull().default({}),
  computedAt: instant('computed_at'),
});

export type WaitOutcome = 'called' | 'left' | 'moved';

/** What each patient was told, and what came of it. Minutes, unless it is an instant. */
export const waitPredictions = pgTable(
  'wait_predictions',
  {
    id: bigserial('id', { mode: 'number' }).notNull(),
    locationId: locationId(),
    queueId: reference('queue_id').notNull(),
    serviceId: reference('service_id').notNull(),
    doctorId: reference('doctor_id'),
    waitClass: text('wait_class').notNull(),
    madeAt: instant('made_at').notNull(),
    ahead: doublePrecision('ahead').notNull(),
    expected: doublePrecision('expected').notNull(),
    lower: doublePrecision('lower').notNull(),
    upper: doublePrecision('upper').notNull(),
    shownLower: integer('shown_lower').notNull(),
    shownUpper: integer('shown_upper').notNull(),
    toldFrom: instant('told_from').notNull(),
    toldTo: instant('told_to').notNull(),
    toldAt: instant('told_at').notNull(),
    extensions: integer('extensions').notNull().default(0),
    outcome: text('outcome').$type<WaitOutcome>(),
    outcomeAt: instant('outcome_at'),
    actualMinutes: doublePrecision('actual_minutes'),
  },
  (table) => [primaryKey({ columns: [table.locationId, table.id] })],
);
