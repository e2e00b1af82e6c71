import { and, eq, sql } from 'drizzle-orm';
import { matchKeys } from '#shared/domain/patient-match/match-patients.ts';
import type { Transaction } from '#hub/db/client.ts';
import { patientMatchKeys, type patients } from '#hub/db/schema/patients.ts';
import { matchSubject } from './match-subject.ts';

type Keyed = Pick<
  typeof patients.$inferSelect,
  'uid' | 'locationId' | 'firstName' | 'lastName' | 'dateOfBirth' | 'phone' | 'gender'
>;

/** For a patient who was just written for the first time, or is being written by the statement asked for just before. */
export async function insertMatchKeys(tx: Transaction, patient: Keyed): Promise<void> {
  const keys = sql.param(matchKeys(matchSubject(patient)));
  await tx.execute(sql`
    INSERT INTO ${patientMatchKeys} (location_id, key, patient_id)
    SELECT location_id, key, id FROM patients, unnest(${keys}::text[]) AS key WHERE uid = ${patient.uid}
    ON CONFLICT DO NOTHING`);
}

/** For a patient whose name, birth date, phone or gender may have changed. */
export async function replaceMatchKeys(tx: Transaction, patient: Keyed & { id: number }): Promise<void> {
  await tx
    .delete(patientMatchKeys)
    .where(and(eq(patientMatchKeys.locationId, patient.locationId), eq(patientMatchKeys.patientId, patient.id)));
  await insertMatchKeys(tx, patient);
}
