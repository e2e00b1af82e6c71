import { and, eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { Queryable } from '#hub/db/client.ts';
import { patients } from '#hub/db/schema/patients.ts';
import type { PatientSearch } from './parse-search.ts';
import type { Patient } from './patient-rows.queries.ts';

type Page = { limit: number; offset: number };
export type FoundPatients = { patients: Patient[]; hasMore: boolean };

/** Deeper than anyone turns pages. */
const HITS_AT_MOST = 600;

/**
 * The patients of a location that fit, best first. A record that was joined to another is found by its own name and
 * phone, and the one that is kept is given in its place, once.
 */
export async function searchPatients(
  db: Queryable,
  locationId: number,
  search: PatientSearch,
  { limit, offset }: Page,
): Promise<FoundPatients> {
  const { where, rank } = await conditionsOf(db, locationId, search);
  const { rows } = await db.execute<{ id: string }>(sql`
    WITH RECURSIVE hits AS (
      SELECT id, merged_into_id, row_number() OVER (ORDER BY ${rank}, search_name, id) AS place
      FROM patients WHERE location_id = ${locationId} AND ${where}
      ORDER BY place LIMIT ${HITS_AT_MOST}
    ), kept AS (
      SELECT id, merged_into_id, place FROM hits
      UNION ALL
      SELECT patients.id, patients.merged_into_id, kept.place
      FROM patients JOIN kept ON patients.id = kept.merged_into_id
    )
    SELECT id FROM kept WHERE merged_into_id IS NULL
    GROUP BY id ORDER BY min(place) LIMIT ${limit + 1} OFFSET ${offset}`);
  const ids = rows.slice(0, limit).map((row) => Number(row.id));
  return { patients: await readInOrder(db, locationId, ids), hasMore: rows.length > limit };
}

async function readInOrder(db: Queryable, locationId: number, ids: number[]): Promise<Patient[]> {
  if (ids.length === 0) return [];
  const found = await db
    .select()
    .from(patients)
    .where(and(eq(patients.locationId, locationId), inArray(patients.id, ids)));
  const byId = new Map(found.map((patient) => [patient.id, patient]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

type Conditions = { where: SQL; rank: SQL };

async function conditionsOf(db: Queryable, locationId: number, search: PatientSearch): Promise<Conditions> {
  switch (search.by) {
    case 'patient_number':
      return { where: sql`patient_number = ${search.number}`, rank: sql`1` };
    case 'appointment_number':
      return {
        where: sql`id = (SELECT patient_id FROM appointments
          WHERE location_id = ${locationId} AND appointment_number = ${search.number})`,
        rank: sql`1`,
      };
    case 'phone':
      return conditionsOnPhone(search.e164, search.digits);
    case 'name':
      return conditionsOnName(await foldWords(db, search.words));
  }
}

/** The whole number, then its end, which is what people remember, then any part. */
function conditionsOnPhone(e164: string, digits: readonly string[]): Conditions {
  const any = (patternOf: (part: string) => string) =>
    sql`(${sql.join(
      digits.map((part) => sql`phone LIKE ${patternOf(part)}`),
      sql` OR `,
    )})`;
  const end = any((part) => `%${part}`);
  return {
    where: any((part) => `%${part}%`),
    rank: sql`CASE WHEN phone = ${e164} THEN 0 WHEN ${end} THEN 1 ELSE 2 END`,
  };
}

/** As the database folds names, so that both sides always agree. */
async function foldWords(db: Queryable, words: readonly string[]): Promise<string[]> {
  const { rows } = await db.execute<{ word: string }>(
    sql`SELECT search_text(word) AS word FROM unnest(${sql.param([...words])}::text[]) AS word`,
  );
  return rows.map((row) => row.word.replace(/[\\%_]/gu, String.raw`\$&`));
}

/** Every word must be in the name; a whole word is worth most, then the beginning of one, then the middle. */
function conditionsOnName(words: readonly string[]): Conditions {
  const where = words.map((word) => sql`search_name LIKE ${isTooShort(word) ? `% ${word}%` : `%${word}%`}`);
  const rank = words.map(
    (word) => sql`CASE WHEN search_name || ' ' LIKE ${`% ${word} %`} THEN 0
      WHEN search_name LIKE ${`% ${word}%`} THEN 1 ELSE 2 END`,
  );
  return { where: sql.join(where, sql` AND `), rank: sql`${sql.join(rank, sql` + `)}, length(search_name)` };
}

/** One or two letters are in nearly every name, and in no trigram: they are taken as the beginning of a word. */
function isTooShort(word: string): boolean {
  return word.length < 3 && /^[\p{Script=Latin}\p{Nd}'.-]*$/u.test(word);
}
