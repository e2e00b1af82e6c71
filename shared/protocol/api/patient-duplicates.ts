import { z } from 'zod';
import { defineContract } from './contract.ts';
import { patientSummarySchema } from './patients.ts';

/** Two records that may be one person, found when the later one was registered. Nothing is joined by itself. */
export const patientPairSchema = z.object({
  id: z.int(),
  /** The record that was registered later, and the one that was there. */
  patient: patientSummarySchema,
  other: patientSummarySchema,
  /** From 0 to 1, under the weights of the matcher. */
  score: z.number(),
  is_likely: z.boolean(),
  /** Why, strongest first. */
  reasons: z.array(z.object({ field: z.string(), finding: z.string(), bits: z.number() })),
  found_at: z.iso.datetime(),
  resolution: z.enum(['merged', 'separate']).nullable(),
  resolved_at: z.iso.datetime().nullable(),
  resolved_by: z.string().nullable(),
});
export type PatientPair = z.infer<typeof patientPairSchema>;

export const listPatientPairs = defineContract({
  id: 'patients.pairs',
  method: 'GET',
  path: '/api/patient-duplicates',
  summary: 'Registrations that may be of somebody who is on record already, newest first, with score and reasons',
  query: z.object({
    state: z.enum(['open', 'resolved']).default('open'),
    before: z.coerce.number().int().positive().optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  reply: z.object({ rows: z.array(patientPairSchema), next_before: z.int().nullable() }),
});

export const resolvePatientPair = defineContract({
  id: 'patients.resolvePair',
  method: 'POST',
  path: '/api/patient-duplicates/:id/resolve',
  summary:
    'Join the later record to the earlier one (`patients.unmerge` takes it back), or say that they are two people',
  params: z.object({ id: z.coerce.number().int().positive() }),
  body: z.object({ resolution: z.enum(['merged', 'separate']) }),
  reply: patientPairSchema,
});
