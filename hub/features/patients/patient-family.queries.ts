import { sql } from 'drizzle-orm';
import type { Queryable } from '#hub/db/client.ts';

/** The record itself and every record that was joined to it, directly or by way of another. */
export async function patientFamily(db: Queryable, locationId: number, id: number): Promise<number[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    WITH RECURSIVE family AS (
      SELECT id FROM patients WHERE location_id = ${locationId} AND id = ${id}
      UNION
      SELECT patients.id FROM patients JOIN family ON patients.merged_into_id = family.id
    )
    SELECT id FROM family`);
  return rows.map((row) => Number(row.id));
}
