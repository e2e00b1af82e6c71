import { z } from 'zod';
import { appointmentStatusSchema } from '#shared/domain/appointment.ts';
import { cleanText, genderSchema, nameSchema, noteSchema, phoneSchema } from '#shared/domain/patient.ts';
import { queueStatusSchema } from '#shared/domain/queue.ts';
import { defineContract } from './contract.ts';
import { calendarDateSchema } from './dates.ts';

const idSchema = z.coerce.number().int().positive();
const byId = z.object({ id: idSchema });

/** What a list shows to tell people apart. */
export const patientSummarySchema = z.object({
  id: z.int(),
  uid: z.uuid(),
  patient_number: z.string(),
  first_name: z.string(),
  last_name: z.string(),
  date_of_birth: z.iso.date().nullable(),
  gender: genderSchema.nullable(),
  phone: z.string().nullable(),
});
export type PatientSummary = z.infer<typeof patientSummarySchema>;

export const patientRowSchema = patientSummarySchema.extend({
  /** Send it back with a change: it says which state was looked at. */
  rev: z.int(),
  email: z.string().nullable(),
  address: z.string().nullable(),
  emergency_contact_name: z.string().nullable(),
  emergency_contact_phone: z.string().nullable(),
  medical_history: z.record(z.string(), z.unknown()),
  insurance_provider: z.string().nullable(),
  insurance_number: z.string().nullable(),
  communication_preferences: z.record(z.string(), z.unknown()),
  /** The record that this one was joined to; null for one of its own. */
  merged_into_id: z.int().nullable(),
  /** The records that were joined to this one. */
  merged_ids: z.array(z.int()),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});
export type PatientRow = z.infer<typeof patientRowSchema>;

const line = (max: number) => noteSchema(max).nullable().optional();
/** Whatever a clinic keeps, as JSON; NUL and halves of characters are what no database takes. */
const recordSchema = z
  .record(z.string().max(100), z.json())
  .refine((value) => !/\\u(?:0000|d[89a-f])/iu.test(JSON.stringify(value)), 'holds characters that cannot be stored')
  .refine((value) => JSON.stringify(value).length <= 100_000, 'is too long');
const optionalFields = {
  date_of_birth: calendarDateSchema.nullable().optional(),
  gender: genderSchema.nullable().optional(),
  phone: phoneSchema.nullable().optional(),
  email: z.email().max(254).nullable().optional(),
  address: line(500),
  emergency_contact_name: line(200),
  emergency_contact_phone: phoneSchema.nullable().optional(),
  medical_history: recordSchema.optional(),
  insurance_provider: line(200),
  insurance_number: line(100),
  communication_preferences: recordSchema.optional(),
};

export const searchPatients = defineContract({
  id: 'patients.search',
  method: 'GET',
  path: '/api/patients',
  summary:
    'Find patients by parts of their names in any order, digits of their phone, or a patient or appointment number',
  query: z.object({
    q: z.string().max(200).transform(cleanText).pipe(z.string().min(1).max(100)),
    limit: z.coerce.number().int().min(1).max(50).default(20),
    /** How many of the best were seen already, at most 500. */
    offset: z.coerce.number().int().min(0).max(500).default(0),
  }),
  reply: z.object({ patients: z.array(patientSummarySchema), has_more: z.boolean() }),
});

export const getPatient = defineContract({
  id: 'patients.get',
  method: 'GET',
  path: '/api/patients/:id',
  summary: 'One patient, whole',
  params: byId,
  reply: patientRowSchema,
});

export const createPatient = defineContract({
  id: 'patients.create',
  method: 'POST',
  path: '/api/patients',
  summary: 'Register a patient; possible duplicates are told by `patients.duplicates`, and never stand in the way',
  body: z.object({ first_name: nameSchema, last_name: nameSchema, ...optionalFields }),
  reply: patientRowSchema,
});

export const changePatient = defineContract({
  id: 'patients.change',
  method: 'PATCH',
  path: '/api/patients/:id',
  summary: 'Change the fields that are given; 409 with the present `rev` when someone else was faster',
  params: byId,
  body: z.object({
    rev: z.int().positive(),
    first_name: nameSchema.optional(),
    last_name: nameSchema.optional(),
    ...optionalFields,
  }),
  reply: patientRowSchema,
});

const visitSummarySchema = z.object({
  id: z.int(),
  uid: z.uuid(),
  /** The record under which it was made: another than the one asked for when they were joined. */
  patient_id: z.int(),
  token_number: z.string(),
  business_date: z.iso.date(),
  checked_in_at: z.iso.datetime(),
  service_id: z.int(),
  service_name: z.string(),
  doctor_id: z.int().nullable(),
  doctor_name: z.string().nullable(),
  reason_for_visit: z.string().nullable(),
  status: queueStatusSchema.nullable(),
  consultation_start_time: z.iso.datetime().nullable(),
  consultation_end_time: z.iso.datetime().nullable(),
});

const appointmentSummarySchema = z.object({
  id: z.int(),
  uid: z.uuid(),
  patient_id: z.int(),
  appointment_number: z.string(),
  status: appointmentStatusSchema,
  scheduled_date: z.iso.datetime(),
  duration_minutes: z.int(),
  doctor_id: z.int(),
  doctor_name: z.string(),
  reason_for_visit: z.string().nullable(),
});

export const patientHistory = defineContract({
  id: 'patients.history',
  method: 'GET',
  path: '/api/patients/:id/history',
  summary: 'Visits and appointments, newest first, with those of the records that were joined to this one',
  params: byId,
  query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
  reply: z.object({ visits: z.array(visitSummarySchema), appointments: z.array(appointmentSummarySchema) }),
});
export type PatientHistory = z.infer<typeof patientHistory.reply>;

export const patientDuplicates = defineContract({
  id: 'patients.duplicates',
  method: 'GET',
  path: '/api/patients/:id/duplicates',
  summary: 'Records that may be the same person, likeliest first, each with why',
  params: byId,
  reply: z.array(
    z.object({
      patient: patientSummarySchema,
      /** Probability that both are one person, 0 to 1. */
      score: z.number().min(0).max(1),
      is_likely: z.boolean(),
      /** `bits` of evidence for (above 0) or against; they add up to the score. */
      reasons: z.array(z.object({ field: z.string(), finding: z.string(), bits: z.number() })),
    }),
  ),
});
export type PatientDuplicate = z.infer<typeof patientDuplicates.reply>[number];

export const mergePatient = defineContract({
  id: 'patients.merge',
  method: 'POST',
  path: '/api/patients/:id/merge',
  summary: 'Join this record to the one that is kept; nothing is lost, and `unmerge` undoes it',
  params: byId,
  body: z.object({ into_id: z.int().positive() }),
  /** The record that is kept. */
  reply: patientRowSchema,
});

export const unmergePatient = defineContract({
  id: 'patients.unmerge',
  method: 'POST',
  path: '/api/patients/:id/unmerge',
  summary: 'Make a joined record one of its own again',
  params: byId,
  reply: patientRowSchema,
});
