import { sql } from 'drizzle-orm';
import { matchKeys } from '#shared/domain/patient-match/match-patients.ts';
import type { Transaction } from '#hub/db/client.ts';
import { matchSubject } from '#hub/features/patients/match-subject.ts';
import type { PatientDetails } from '#hub/features/patients/patient-details.ts';

/**
 * What `registerPatient` does for one new patient, for many in one statement; gives their ids by uid. One that is here
 * already breaks a unique constraint.
 */
export async function insertNewPatients(
  tx: Transaction,
  locationId: number,
  people: ReadonlyMap<string, PatientDetails>,
): Promise<Map<string, number>> {
  if (people.size === 0) return new Map();
  const lines = [...people].map(([uid, details], n) => ({
    n,
    uid,
    first: details.firstName,
    last: details.lastName,
    born: details.dateOfBirth,
    gender: details.gender,
    phone: details.phone,
    keys: matchKeys(matchSubject(details)),
  }));
  const { rows } = await tx.execute<{ id: string; uid: string }>(sql`
    WITH line AS MATERIALIZED (
      SELECT * FROM json_to_recordset(${JSON.stringify(lines)}::json) AS line (
        n int, uid uuid, first text, last text, born date, gender text, phone text, keys json)
    ), added AS (
      INSERT INTO patients (location_id, uid, first_name, last_name, date_of_birth, gender, phone)
      SELECT ${locationId}, uid, first, last, born, gender, phone FROM line ORDER BY n
      RETURNING id, uid
    ), keyed AS (
      INSERT INTO patient_match_keys (location_id, key, patient_id)
      SELECT ${locationId}, key, added.id
      FROM added JOIN line ON line.uid = added.uid, json_array_elements_text(line.keys) AS key
    )
    SELECT id, uid FROM added`);
  return new Map(rows.map(({ id, uid }) => [uid, Number(id)]));
}
