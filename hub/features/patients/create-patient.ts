import type { Transaction } from '#hub/db/client.ts';
import { patients } from '#hub/db/schema/patients.ts';
import { insertMatchKeys } from './match-keys.store.ts';
import type { Patient } from './patient-rows.queries.ts';

/** Writes a new patient with the keys under which duplicates are looked for. `phone` is in E.164 already. */
export async function createPatient(tx: Transaction, columns: typeof patients.$inferInsert): Promise<Patient> {
  const [created] = await tx.insert(patients).values(columns).returning();
  await insertMatchKeys(tx, created!);
  return created!;
}
