import { and, asc, eq } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import type { PatientRow, PatientSummary } from '#shared/protocol/api/patients.ts';
import type { Queryable } from '#hub/db/client.ts';
import { patients } from '#hub/db/schema/patients.ts';

export type Patient = typeof patients.$inferSelect;

/** Throws `patient.not_found`, also for another location's. */
export async function findPatient(db: Queryable, locationId: number, id: number): Promise<Patient> {
  const [row] = await db
    .select()
    .from(patients)
    .where(and(eq(patients.locationId, locationId), eq(patients.id, id)));
  if (!row) throw new AppError('patient.not_found', { id });
  return row;
}

/** A patient whole, as the API gives them. */
export async function patientRow(db: Queryable, patient: Patient): Promise<PatientRow> {
  const merged = await db
    .select({ id: patients.id })
    .from(patients)
    .where(and(eq(patients.locationId, patient.locationId), eq(patients.mergedIntoId, patient.id)))
    .orderBy(asc(patients.id));
  return {
    ...patientSummary(patient),
    rev: patient.rev,
    email: patient.email,
    address: patient.address,
    emergency_contact_name: patient.emergencyContactName,
    emergency_contact_phone: patient.emergencyContactPhone,
    medical_history: patient.medicalHistory,
    insurance_provider: patient.insuranceProvider,
    insurance_number: patient.insuranceNumber,
    communication_preferences: patient.communicationPreferences,
    merged_into_id: patient.mergedIntoId,
    merged_ids: merged.map((row) => row.id),
    created_at: new Date(patient.createdAt).toISOString(),
    updated_at: new Date(patient.updatedAt).toISOString(),
  };
}

export function patientSummary(patient: Patient): PatientSummary {
  return {
    id: patient.id,
    uid: patient.uid,
    patient_number: patient.patientNumber,
    first_name: patient.firstName,
    last_name: patient.lastName,
    date_of_birth: patient.dateOfBirth,
    gender: patient.gender,
    phone: patient.phone,
  };
}
