import { z } from 'zod';
import { appointmentStatusSchema } from '#shared/domain/appointment.ts';
import { genderSchema, nameSchema, noteSchema, phoneSchema } from '#shared/domain/patient.ts';
import { defineContract } from './contract.ts';
import { calendarDateSchema, instantTextSchema } from './dates.ts';

const idSchema = z.coerce.number().int().positive();

export const urgencySchema = z.enum(['low', 'medium', 'high', 'emergency']);
export const appointmentTypeSchema = z.enum(['online', 'walkin', 'kiosk', 'emergency', 'follow_up']);
export const paymentMethodSchema = z.enum(['online', 'card', 'upi', 'bank_transfer', 'desk']);
export const paymentStatusSchema = z.enum(['pending', 'paid', 'failed', 'refunded', 'partial']);
/**
 * Money, as a number or as decimal text, with at most two places; kept as text, so that no cent is lost. The shortest text
 * of a number is what was typed: one that was never meant as money (0.1 + 0.2) shows more places and is refused.
 */
const amountSchema = z
  .union([z.number(), z.string()])
  .transform(String)
  .pipe(z.string().regex(/^\d{1,10}(?:\.\d{1,2})?$/u, 'must be an amount of at most two decimal places'));

/** Who the appointment is for: someone known by id, or a person's details as they typed them. */
const patientDetailsSchema = z.object({
  first_name: nameSchema,
  last_name: nameSchema,
  phone: phoneSchema,
  email: z.email().max(254).optional(),
  date_of_birth: calendarDateSchema.optional(),
  gender: genderSchema.optional(),
});

export const appointmentRowSchema = z.object({
  id: z.int(),
  uid: z.uuid(),
  appointment_number: z.string(),
  status: appointmentStatusSchema,
  appointment_type: appointmentTypeSchema,
  patient_id: z.int(),
  patient_name: z.string(),
  doctor_id: z.int(),
  doctor_name: z.string(),
  service_id: z.int().nullable(),
  scheduled_date: z.iso.datetime(),
  duration_minutes: z.int(),
  urgency_level: urgencySchema,
  reason_for_visit: z.string().nullable(),
  symptoms: z.string().nullable(),
  special_requirements: z.string().nullable(),
  payment_status: paymentStatusSchema,
  payment_amount: z.number().nullable(),
  payment_method: paymentMethodSchema.nullable(),
  booking_source: z.string().nullable(),
  /** Why it was moved or cancelled the last time. */
  change_reason: z.string().nullable(),
  queue_token: z.string().nullable(),
  /** It has no slot: the time is the one wished for, and staff are to find another. */
  needs_rebooking: z.boolean(),
  confirmation_sent: z.boolean(),
  reminder_sent: z.boolean(),
});
export type AppointmentRow = z.infer<typeof appointmentRowSchema>;

/** What a 409 `appointment.slot_taken` carries under `details`. */

export const bookAppointment = defineContract({
  id: 'appointments.book',
  method: 'POST',
  path: '/api/appointments/book',
  summary: 'Book a slot; a taken one is answered 409 with alternatives. Send an Idempotency-Key',
  body: z
    .object({
      doctor_id: z.int().positive(),
      scheduled_date: instantTextSchema,
      /** Left out: as long as the doctor's own slot at that time, or the clinic's usual length. */
      duration_minutes: z.int().min(5).max(480).optional(),
      /** Someone on record; for staff only. Otherwise `patient_details`. */
      patient_id: z.int().positive().optional(),
      patient_details: patientDetailsSchema.optional(),
      appointment_type: appointmentTypeSchema.default('online'),
      reason_for_visit: noteSchema(500).optional(),
      symptoms: noteSchema(2000).optional(),
      special_requirements: noteSchema(500).optional(),
      urgency_level: urgencySchema.default('low'),
      payment_method: paymentMethodSchema.default('desk'),
      payment_amount: amountSchema.optional(),
      /** From `appointments.hold`: the slot was kept for this caller. */
      hold_uid: z.uuid().optional(),
    })
    .refine((body) => (body.patient_id === undefined) !== (body.patient_details === undefined), {
      path: ['patient_details'],
      message: 'give either patient_details or patient_id',
    }),
  reply: z.object({
    id: z.int(),
    uid: z.uuid(),
    appointment_number: z.string(),
    status: appointmentStatusSchema,
    scheduled_date: z.iso.datetime(),
    duration_minutes: z.int(),
    /** The ways to pay that the clinic offers now. */
    payment_methods: z.array(paymentMethodSchema),
    /** With it the person who booked may see, move and cancel this appointment, and nothing else. */
    patient_token: z.string(),
  }),
});

export const holdSlot = defineContract({
  id: 'appointments.hold',
  method: 'POST',
  path: '/api/appointments/holds',
  summary: 'Keep a slot for some minutes while its details are typed or paid',
  body: z.object({
    doctor_id: z.int().positive(),
    scheduled_date: instantTextSchema,
    duration_minutes: z.int().min(5).max(480).optional(),
  }),
  reply: z.object({ hold_uid: z.uuid(), expires_at: z.iso.datetime(), duration_minutes: z.int() }),
});

export const releaseHold = defineContract({
  id: 'appointments.releaseHold',
  method: 'DELETE',
  path: '/api/appointments/holds/:uid',
  summary: 'Give a kept slot back',
  params: z.object({ uid: z.uuid() }),
  reply: z.object({}),
});

export const listAppointments = defineContract({
  id: 'appointments.list',
  method: 'GET',
  path: '/api/appointments',
  summary: 'Appointments of a period, in order of time',
  query: z.object({
    from: calendarDateSchema,
    to: calendarDateSchema,
    doctor_id: idSchema.optional(),
    patient_id: idSchema.optional(),
    status: appointmentStatusSchema.optional(),
    /** Only those that lost their slot and are not over. */
    needs_rebooking: z.stringbool().optional(),
    limit: z.coerce.number().int().min(1).max(500).default(200),
    /** The `id` of the last row of the page before. */
    after: idSchema.optional(),
  }),
  reply: z.array(appointmentRowSchema),
});

const byId = z.object({ id: idSchema });

export const getAppointment = defineContract({
  id: 'appointments.get',
  method: 'GET',
  path: '/api/appointments/:id',
  summary: 'One appointment',
  params: byId,
  reply: appointmentRowSchema,
});

export const rescheduleAppointment = defineContract({
  id: 'appointments.reschedule',
  method: 'POST',
  path: '/api/appointments/:id/reschedule',
  summary: 'Move to another slot, or doctor; the old slot is free only when the new one is taken',
  params: byId,
  body: z.object({
    scheduled_date: instantTextSchema,
    duration_minutes: z.int().min(5).max(480).optional(),
    doctor_id: z.int().positive().optional(),
    reason: noteSchema(200).optional(),
  }),
  reply: appointmentRowSchema,
});

const withReason = z.object({ reason: noteSchema(200).optional() });

export const confirmAppointment = defineContract({
  id: 'appointments.confirm',
  method: 'POST',
  path: '/api/appointments/:id/confirm',
  summary: 'Scheduled becomes confirmed',
  params: byId,
  reply: appointmentRowSchema,
});

export const cancelAppointment = defineContract({
  id: 'appointments.cancel',
  method: 'POST',
  path: '/api/appointments/:id/cancel',
  summary: 'Give the slot back',
  params: byId,
  body: withReason,
  reply: appointmentRowSchema,
});

export const checkInAppointment = defineContract({
  id: 'appointments.checkIn',
  method: 'POST',
  path: '/api/appointments/:id/check-in',
  summary: "The desk checks the patient in: opens the visit and issues its token from the hub's own lane",
  params: byId,
  reply: z.object({ appointment: appointmentRowSchema, queue_id: z.int(), token_number: z.string() }),
});

export const completeAppointment = defineContract({
  id: 'appointments.complete',
  method: 'POST',
  path: '/api/appointments/:id/complete',
  summary: 'The consultation is over',
  params: byId,
  reply: appointmentRowSchema,
});

export const markAppointmentNoShow = defineContract({
  id: 'appointments.noShow',
  method: 'POST',
  path: '/api/appointments/:id/no-show',
  summary: 'The patient did not come',
  params: byId,
  reply: appointmentRowSchema,
});

export const listReminders = defineContract({
  id: 'appointments.reminders',
  method: 'GET',
  path: '/api/appointments/:id/reminders',
  summary: 'The reminders that are planned for an appointment, and what became of them, in order of time',
  params: byId,
  reply: z.array(
    z.object({
      id: z.int(),
      reminder_type: z.enum(['sms', 'email', 'call', 'push']),
      scheduled_time: z.iso.datetime(),
      sent_time: z.iso.datetime().nullable(),
      status: z.enum(['pending', 'sent', 'failed', 'cancelled']),
      retry_count: z.int(),
    }),
  ),
});

export const withdrawAccess = defineContract({
  id: 'appointments.withdrawAccess',
  method: 'POST',
  path: '/api/appointments/:id/withdraw-access',
  summary: 'Make every link and token void by which the patient sees and changes this appointment; gives a new one',
  params: byId,
  reply: z.object({ patient_token: z.string() }),
});
