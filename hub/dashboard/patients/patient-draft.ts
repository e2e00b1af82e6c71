import type { z } from 'zod';
import type { genderSchema } from '#shared/domain/patient.ts';
import type { PatientRow } from '#shared/protocol/api/patients.ts';

/** What is typed of a patient, in the order of the form. */
export const TYPED_FIELDS = [
  'first_name',
  'last_name',
  'date_of_birth',
  'phone',
  'email',
  'address',
  'emergency_contact_name',
  'emergency_contact_phone',
  'insurance_provider',
  'insurance_number',
] as const;

export type PatientDraft = Record<(typeof TYPED_FIELDS)[number], string> & {
  gender: z.infer<typeof genderSchema> | '';
};

export function draftOf(patient: PatientRow | null): PatientDraft {
  const typed = Object.fromEntries(TYPED_FIELDS.map((field) => [field, patient?.[field] ?? '']));
  return { ...(typed as Record<(typeof TYPED_FIELDS)[number], string>), gender: patient?.gender ?? '' };
}

/** The fields that differ, as the hub takes them: what was emptied is taken away. */
export function changedFields(was: PatientDraft, is: PatientDraft): Partial<Record<keyof PatientDraft, never>> {
  const fields = (Object.keys(is) as (keyof PatientDraft)[]).filter((field) => is[field].trim() !== was[field]);
  return Object.fromEntries(fields.map((field) => [field, is[field].trim() === '' ? null : is[field].trim()]));
}
