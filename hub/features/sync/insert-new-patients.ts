import type { NewPatient } from '#shared/domain/patient.ts';
import { matchKeys } from '#shared/domain/patient-match/match-patients.ts';
import type { Transaction } from '#hub/db/client.ts';
import { insertRows } from '#hub/db/insert-rows.ts';
import { patientMatchKeys, patients } from '#hub/db/schema/patients.ts';
import { normalizePhone } from '#hub/features/patients/normalize-phone.ts';
import { DisputedBatch } from './disputed-batch.ts';

/**
 * What `registerPatient` does for one new patient, for many; gives their ids by uid. Throws `DisputedBatch` when one of
 * them is known, or named twice.
 */
export async function insertNewPatients(
  tx: Transaction,
  { locationId, country }: { locationId: number; country: string },
  people: readonly NewPatient[],
): Promise<Map<string, number>> {
  const described = people.map((person) => ({
    ...person,
    gender: person.gender ?? null,
    phone: normalizePhone(person.phone, country),
  }));
  const rows = described.map(({ uid, firstName, lastName, birthDate, gender, phone }) => ({
    firstName,
    lastName,
    dateOfBirth: birthDate,
    gender,
    phone,
    uid,
    locationId,
  }));
  const inserted = await insertRows(tx, patients, rows, { skipExisting: true });
  const ids = new Map(inserted.map(({ id, uid }) => [uid, id]));
  if (ids.size !== people.length) throw new DisputedBatch();
  const keys = described.flatMap((person) =>
    matchKeys(person).map((key) => ({ locationId, key, patientId: ids.get(person.uid)! })),
  );
  await insertRows(tx, patientMatchKeys, keys, { skipExisting: true });
  return ids;
}
