import { bigserial, date, integer, jsonb, pgEnum, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Language } from '#shared/domain/language.ts';
import { changeTimes, identity, instant, locationId, reference } from './column-types.ts';

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
