import { and, inArray, sql } from 'drizzle-orm';
import { LIKELY_DUPLICATE, matchPatients } from '#shared/domain/patient-match/match-patients.ts';
import type { PatientDuplicate } from '#shared/protocol/api/patients.ts';
import type { Queryable } from '#hub/db/client.ts';
import { patients } from '#hub/db/schema/patients.ts';
import { matchSubject } from './match-subject.ts';
import { patientFamily } from './patient-family.queries.ts';
import { patientSummary, type Patient } from './patient-rows.queries.ts';

/** Compared one by one: those that share the most keys, should a name ever be that common. */
const COMPARED_AT_MOST = 500;
const SHOWN_AT_MOST = 20;
/** Below even odds it is a namesake. */
const WORTH_SHOWING = 0.5;

/** Records that may be the same person as this one, likeliest first; those already joined are none. */
export async function findDuplicates(db: Queryable, patient: Patient): Promise<PatientDuplicate[]> {
  const family = await patientFamily(db, patient.locationId, patient.id);
  const { rows } = await db.execute<{ id: string }>(sql`
    SELECT other.patient_id AS id
    FROM patient_match_keys AS own
    JOIN patient_match_keys AS other ON other.location_id = own.location_id AND other.key = own.key
    WHERE own.location_id = ${patient.locationId} AND own.patient_id = ${patient.id}
      AND other.patient_id <> ALL(${sql.param(family)}::bigint[])
    GROUP BY other.patient_id ORDER BY count(*) DESC, other.patient_id LIMIT ${COMPARED_AT_MOST}`);
  if (rows.length === 0) return [];
  const ids = rows.map((row) => Number(row.id));
  const others = await db
    .select()
    .from(patients)
    .where(and(inArray(patients.id, ids), sql`${patients.mergedIntoId} IS NULL`));
  return others
    .map((other) => ({ patient: patientSummary(other), ...compare(patient, other) }))
    .filter((duplicate) => duplicate.score >= WORTH_SHOWING)
    .toSorted((a, b) => b.score - a.score || a.patient.id - b.patient.id)
    .slice(0, SHOWN_AT_MOST);
}

function compare(one: Patient, other: Patient): Omit<PatientDuplicate, 'patient'> {
  const { score, reasons } = matchPatients(matchSubject(one), matchSubject(other));
  return { score, reasons, is_likely: score >= LIKELY_DUPLICATE };
}
