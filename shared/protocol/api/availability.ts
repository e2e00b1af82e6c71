import { z } from 'zod';
import { noteSchema } from '#shared/domain/patient.ts';
import { wallTimeSchema } from '#shared/domain/schedule/wall-time.ts';
import { defineContract } from './contract.ts';
import { calendarDateSchema } from './dates.ts';

const idSchema = z.coerce.number().int().positive();

/** Times `YYYY-MM-DD HH:MM:SS` are the clinic's own; the `_at` fields are the same instants for programs. */
export const availableSlotSchema = z.object({
  start_time: z.string(),
  end_time: z.string(),
  start_at: z.iso.datetime(),
  end_at: z.iso.datetime(),
  duration_minutes: z.int(),
  /** How many more people can be booked into this slot; at least 1. */
  free_places: z.int().min(1),
});
export type AvailableSlot = z.infer<typeof availableSlotSchema>;

export const findAvailability = defineContract({
  id: 'appointments.availability',
  method: 'GET',
  path: '/api/appointments/availability',
  summary: 'The slots that can be booked, by doctor; without a date, from today on',
  query: z.object({
    doctor_id: idSchema.optional(),
    date: calendarDateSchema.optional(),
    /** Days from `date` on, at most 31. */
    days: z.coerce.number().int().min(1).max(31).default(1),
    /** Minutes; without it, each doctor's own slot length. */
    duration: z.coerce.number().int().min(5).max(480).optional(),
    specialty: noteSchema(100).pipe(z.string().min(1)).optional(),
    location_id: idSchema.optional(),
  }),
  reply: z.array(
    z.object({
      doctor_id: z.int(),
      doctor_name: z.string(),
      specialty: z.string().nullable(),
      available_slots: z.array(availableSlotSchema),
    }),
  ),
});

const ruleFields = {
  doctor_id: z.int().positive(),
  date: calendarDateSchema,
  start_time: wallTimeSchema,
  end_time: wallTimeSchema,
  /** Left out: the clinic's usual length. */
  slot_duration_minutes: z.int().min(5).max(480).optional(),
  max_patients_per_slot: z.int().min(1).max(50).default(1),
  is_available: z.boolean().default(true),
  break_start_time: wallTimeSchema.nullable().default(null),
  break_end_time: wallTimeSchema.nullable().default(null),
  /** An RFC 5545 rule of days, weeks, months or years: `FREQ=WEEKLY;BYDAY=MO,WE`. */
  recurrence_pattern: z.string().trim().max(500).nullable().default(null),
  /** Why a date is closed or has hours of its own; required for both. */
  reason: noteSchema(200).nullable().default(null),
};

export const availabilityRowSchema = z.object({
  id: z.int(),
  uid: z.uuid(),
  doctor_id: z.int(),
  date: z.iso.date(),
  start_time: wallTimeSchema,
  end_time: wallTimeSchema,
  slot_duration_minutes: z.int(),
  max_patients_per_slot: z.int(),
  is_available: z.boolean(),
  break_start_time: wallTimeSchema.nullable(),
  break_end_time: wallTimeSchema.nullable(),
  is_recurring: z.boolean(),
  recurrence_pattern: z.string().nullable(),
  reason: z.string().nullable(),
});
export type AvailabilityRow = z.infer<typeof availabilityRowSchema>;

export const listAvailabilityRules = defineContract({
  id: 'availability.list',
  method: 'GET',
  path: '/api/availability',
  summary: 'The rules from which slots are made',
  query: z.object({ doctor_id: idSchema.optional() }),
  reply: z.array(availabilityRowSchema),
});

export const createAvailabilityRule = defineContract({
  id: 'availability.create',
  method: 'POST',
  path: '/api/availability',
  summary: 'Add hours, once or recurring, or close some (`is_available` false)',
  body: z.object(ruleFields),
  reply: availabilityRowSchema,
});

export const changeAvailabilityRule = defineContract({
  id: 'availability.change',
  method: 'PUT',
  path: '/api/availability/:id',
  summary: 'Replace a rule; what is booked already stays booked',
  params: z.object({ id: idSchema }),
  body: z.object(ruleFields),
  reply: availabilityRowSchema,
});

export const deleteAvailabilityRule = defineContract({
  id: 'availability.delete',
  method: 'DELETE',
  path: '/api/availability/:id',
  summary: 'Remove a rule; what is booked already stays booked',
  params: z.object({ id: idSchema }),
  reply: z.object({}),
});

const holidaySchema = z.object({ id: z.int(), date: z.iso.date(), name: z.string() });

export const listHolidays = defineContract({
  id: 'holidays.list',
  method: 'GET',
  path: '/api/holidays',
  summary: "The days on which the caller's location is closed",
  reply: z.array(holidaySchema),
});

export const createHoliday = defineContract({
  id: 'holidays.create',
  method: 'POST',
  path: '/api/holidays',
  summary: 'Close the location for a day; a doctor with hours written for that date still receives',
  body: z.object({ date: calendarDateSchema, name: noteSchema(100).pipe(z.string().min(1)) }),
  reply: holidaySchema,
});

export const deleteHoliday = defineContract({
  id: 'holidays.delete',
  method: 'DELETE',
  path: '/api/holidays/:id',
  summary: 'Open the location again on that day',
  params: z.object({ id: idSchema }),
  reply: z.object({}),
});
