import type { Transaction } from '#hub/db/client.ts';
import { patients } from '#hub/db/schema/patients.ts';
import { insertMatchKeys } from './match-keys.store.ts';
import type { Patient } from './patient-rows.queries.ts';

/** Writes a new patient with the keys under which duplicates are looked for. `phone` is in E.164 already. */
export async function createPatient(tx: Transaction, columns: typeof patients.$inferInsert): Promise<Patient> {
  const { dateOfBirth = null, phone = null, gender = null } = columns;
  // Begun, so that it goes out before the keys that refer to it, in one packet.
  const inserted = tx.insert(patients).values(columns).returning().execute();
  const [[created]] = await Promise.all([inserted, insertMatchKeys(tx, { ...columns, dateOfBirth, phone, gender })]);
  return created!;
}
