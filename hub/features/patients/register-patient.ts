import { and, eq } from 'drizzle-orm';
import type { NewPatient } from '#shared/domain/patient.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { Transaction } from '#hub/db/client.ts';
import { patients } from '#hub/db/schema/patients.ts';
import { insertMatchKeys } from './match-keys.store.ts';
import { detailsOf, differsFrom } from './patient-details.ts';

type Place = { locationId: number; country: string };
export type Registered = {
  patientId: number;
  /** The hub knew this patient with other details. They stay as they were: staff decide. */
  differs: boolean;
};

/**
 * Makes sure that the patient of this uid exists. Details already here are never overwritten. Throws
 * `patient.of_another_location` when the uid is taken elsewhere.
 */
export async function registerPatient(tx: Transaction, place: Place, patient: NewPatient): Promise<Registered> {
  const details = detailsOf(patient, place.country);
  const [created] = await tx
    .insert(patients)
    .values({ ...details, uid: patient.uid, locationId: place.locationId })
    .onConflictDoNothing({ target: patients.uid })
    .returning();
  if (created) {
    await insertMatchKeys(tx, created);
    return { patientId: created.id, differs: false };
  }

  const [known] = await tx
    .select()
    .from(patients)
    .where(and(eq(patients.uid, patient.uid), eq(patients.locationId, place.locationId)));
  if (!known) throw new AppError('patient.of_another_location', { uid: patient.uid });
  return { patientId: known.id, differs: differsFrom(known, details) };
}
