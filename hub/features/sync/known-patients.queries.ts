import { inArray } from 'drizzle-orm';
import type { Transaction } from '#hub/db/client.ts';
import { patients } from '#hub/db/schema/patients.ts';
import type { PatientDetails } from '#hub/features/patients/patient-details.ts';

export type KnownPatient = PatientDetails & { id: number; locationId: number };

/** Those of the uids that are registered already, wherever. */
export async function readKnownPatients(
  tx: Transaction,
  uids: readonly string[],
): Promise<ReadonlyMap<string, KnownPatient>> {
  const { uid, id, locationId, firstName, lastName, dateOfBirth, gender, phone } = patients;
  const rows = await tx
    .select({ uid, id, locationId, firstName, lastName, dateOfBirth, gender, phone })
    .from(patients)
    .where(inArray(patients.uid, [...new Set(uids)]));
  return new Map(rows.map((row) => [row.uid, row]));
}
