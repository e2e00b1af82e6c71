import { sql } from 'drizzle-orm';
import type { Transaction } from '#hub/db/client.ts';

/**
 * Whoever changes a doctor's calendar does so one at a time, until commit. Appointments and holds are two tables, and no
 * constraint spans both; and two transactions that each wait on the other's exclusion check would deadlock. The
 * constraints stay as the last word.
 */
export async function lockDoctorCalendars(tx: Transaction, doctorIds: readonly number[]): Promise<void> {
  // In one order, or two people who swap two doctors' appointments would wait for each other.
  const ordered = sql.param([...new Set(doctorIds)].toSorted((a, b) => a - b));
  const locked = tx.execute(sql`
    SELECT pg_advisory_xact_lock(hashtextextended('doctor-calendar:' || id::text, 0))
    FROM unnest(${ordered}::bigint[]) AS id`);
  // Begun at once: what the caller asks for next is looked up behind it, even if the caller does not wait for it.
  await locked.execute();
}
