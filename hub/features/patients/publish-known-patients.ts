import { createHmac } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { matchUid, phoneBirthText } from '#shared/domain/match-text.ts';
import { locations } from '#hub/db/schema/clinic.ts';
import type { TransactionScope } from '#hub/db/transact.ts';
import { locationMatchKey } from '#hub/features/appointments/appointment-feed.ts';

/** Any number of our own: the first half of the lock's two. */
const LOCK = 4_711_006;
const MOST = 500;

type Untold = {
  id: string;
  rev: number;
  kiosk_hash: string | null;
  phone: string | null;
  date_of_birth: string | null;
  merged_into_id: string | null;
};

/**
 * Tells kiosks by which hashes they recognise the location's patients, as far as that has changed: at most 500 records at
 * once. Returns how many records were looked at; less than 500: everything is told. Of two processes one does it.
 */
export async function publishKnownPatients(
  scope: TransactionScope,
  { locationId, kioskMatch }: { locationId: number; kioskMatch: Uint8Array },
): Promise<number> {
  const { tx } = scope;
  const locked = await tx.execute<{ ok: boolean }>(
    sql`SELECT pg_try_advisory_xact_lock(${LOCK}::int, ${locationId}::int) AS ok`,
  );
  if (!locked.rows[0]?.ok) return 0;
  const [location] = await tx.select().from(locations).where(eq(locations.id, locationId));
  if (!location) return 0;
  // Whoever is being changed right now is told of the next time: nobody waits for this.
  const { rows } = await tx.execute<Untold>(sql`
    SELECT id, rev, kiosk_hash, phone, date_of_birth::text, merged_into_id FROM patients
    WHERE location_id = ${locationId} AND kiosk_rev IS DISTINCT FROM rev
    ORDER BY id LIMIT ${MOST} FOR UPDATE SKIP LOCKED`);
  if (rows.length === 0) return 0;

  const { bytes } = locationMatchKey(kioskMatch, location.uid);
  const hashOf = ({ phone, date_of_birth: born, merged_into_id: mergedInto }: Untold): string | null => {
    if (!phone || !born || mergedInto !== null) return null;
    return createHmac('sha256', bytes)
      .update(phoneBirthText(phone, born, location.country), 'utf8')
      .digest('hex');
  };
  const hashed = rows.map((row) => ({ id: row.id, rev: row.rev, hash: hashOf(row) }));
  await tx.execute(sql`
    UPDATE patients SET kiosk_hash = news.hash, kiosk_rev = news.rev
    FROM jsonb_to_recordset(${JSON.stringify(hashed)}::jsonb) AS news (id bigint, rev integer, hash text)
    WHERE patients.id = news.id`);
  const touched = [...rows.map((row) => row.kiosk_hash), ...hashed.map(({ hash }) => hash)];
  await tellOf(
    scope,
    locationId,
    [...new Set(touched)].filter((hash) => hash !== null),
  );
  return rows.length;
}

/** Whom each hash stands for now. One person with two records is one, under the older of them. */
async function tellOf({ tx, feed }: TransactionScope, locationId: number, hashes: readonly string[]): Promise<void> {
  const { rows } = await tx.execute<{ hash: string; uid: string | null }>(sql`
    SELECT wanted.hash, CASE WHEN count(DISTINCT search_name) = 1
      THEN (array_agg(patients.uid ORDER BY patients.id))[1] END AS uid
    FROM unnest(${sql.param(hashes)}::text[]) AS wanted (hash)
    LEFT JOIN patients ON location_id = ${locationId} AND kiosk_hash = wanted.hash
    GROUP BY wanted.hash ORDER BY wanted.hash`);
  for (const { hash, uid: patientUid } of rows) {
    const uid = matchUid(hash);
    if (patientUid === null) feed.remove(locationId, 'known_patient', uid, 1);
    else feed.put(locationId, 'known_patient', 1, { uid, patientUid });
  }
}
