import { boolean, date, integer, numeric, pgEnum, pgTable, text, time, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { changeTimes, createdAt, id, identity, instant, locationId, reference, tstzrange } from './column-types.ts';

export const appointmentType = pgEnum('appointment_type', ['online', 'walkin', 'kiosk', 'emergency', 'follow_up']);
export const appointmentStatus = pgEnum('appointment_status', [
  'scheduled',
  'confirmed',
  'in_progress',
  'completed',
  'cancelled',
  'no_show',
  'rescheduled',
]);
export const paymentStatus = pgEnum('payment_status', ['pending', 'paid', 'failed', 'refunded', 'partial']);

export type UrgencyLevel = 'low' | 'medium' | 'high' | 'emergency';
export type BookingPaymentMethod = 'online' | 'card' | 'upi' | 'bank_transfer' | 'desk';
export type ReminderType = 'sms' | 'email' | 'call' | 'push';
export type ReminderStatus = 'pending' | 'sent' | 'failed' | 'cancelled';

/** Two that overlap on one doctor's seat are refused by the database: constraint `appointments_no_overlap`. */
export const appointments = pgTable('appointments', {
  ...identity(),
  locationId: locationId(),
  appointmentNumber: text('appointment_number')
    .notNull()
    .unique()
    .default(sql`'APT-' || to_char(now(), 'YYYY') || '-' || zero_padded(nextval('appointment_number_seq'), 4)`),
  patientId: reference('patient_id').notNull(),
  doctorId: reference('doctor_id').notNull(),
  serviceId: reference('service_id'),
  appointmentType: appointmentType('appointment_type').notNull(),
  scheduledDate: instant('scheduled_date').notNull(),
  durationMinutes: integer('duration_minutes').notNull().default(30),
  status: appointmentStatus('status').notNull().default('scheduled'),
  priority: integer('priority').notNull().default(0),
  queueToken: text('queue_token'),
  paymentStatus: paymentStatus('payment_status').notNull().default('pending'),
  /** Decimal text, so that no cent is lost. */
  paymentAmount: numeric('payment_amount', { precision: 12, scale: 2 }),
  /** How the person who booked means to pay. */
  paymentMethod: text('payment_method').$type<BookingPaymentMethod>(),
  reasonForVisit: text('reason_for_visit'),
  symptoms: text('symptoms'),
  urgencyLevel: text('urgency_level').$type<UrgencyLevel>().notNull().default('low'),
  specialRequirements: text('special_requirements'),
  bookingSource: text('booking_source'),
  /** Why it was moved or cancelled the last time. */
  changeReason: text('change_reason'),
  confirmationSent: boolean('confirmation_sent').notNull().default(false),
  reminderSent: boolean('reminder_sent').notNull().default(false),
  /** Which of the doctor's places in a slot this one takes, from 1. */
  seat: integer('seat').notNull().default(1),
  slot: tstzrange('slot')
    .notNull()
    .generatedAlwaysAs(sql`slot_range(scheduled_date, duration_minutes)`),
  /** Set while it has no slot: `scheduledDate` is then the time that was wished for, and nobody's place is taken. */
  needsRebookingSince: instant('needs_rebooking_since'),
  /** The patient's tokens of any other number are void. */
  accessNumber: integer('access_number').notNull().default(0),
  ...changeTimes(),
});

export const availability = pgTable('availability', {
  ...identity(),
  locationId: locationId(),
  doctorId: reference('doctor_id').notNull(),
  date: date('date', { mode: 'string' }).notNull(),
  startTime: time('start_time').notNull(),
  endTime: time('end_time').notNull(),
  slotDurationMinutes: integer('slot_duration_minutes').notNull().default(30),
  maxPatientsPerSlot: integer('max_patients_per_slot').notNull().default(1),
  isAvailable: boolean('is_available').notNull().default(true),
  breakStartTime: time('break_start_time'),
  breakEndTime: time('break_end_time'),
  isRecurring: boolean('is_recurring').notNull().default(false),
  recurrencePattern: text('recurrence_pattern'),
  /** Why a date is closed or has hours of its own. */
  reason: text('reason'),
  ...changeTimes(),
});

/** Days on which a location is closed. */
export const holidays = pgTable('holidays', {
  id: id(),
  locationId: locationId(),
  date: date('date', { mode: 'string' }).notNull(),
  name: text('name').notNull(),
  createdAt: createdAt(),
});

export const slotHolds = pgTable('slot_holds', {
  id: id(),
  uid: uuid('uid').notNull().unique(),
  locationId: locationId(),
  doctorId: reference('doctor_id').notNull(),
  seat: integer('seat').notNull().default(1),
  slot: tstzrange('slot').notNull(),
  expiresAt: instant('expires_at').notNull(),
  createdAt: createdAt(),
});

export const appointmentReminders = pgTable('appointment_reminders', {
  ...identity(),
  locationId: locationId(),
  appointmentId: reference('appointment_id').notNull(),
  reminderType: text('reminder_type').$type<ReminderType>().notNull(),
  scheduledTime: instant('scheduled_time').notNull(),
  sentTime: instant('sent_time'),
  status: text('status').$type<ReminderStatus>().notNull().default('pending'),
  messageContent: text('message_content'),
  deliveryStatus: text('delivery_status'),
  errorMessage: text('error_message'),
  retryCount: integer('retry_count').notNull().default(0),
  ...changeTimes(),
});
