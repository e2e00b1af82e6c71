import { and, asc, eq, gte, sql } from 'drizzle-orm';
import type { Instant } from '#shared/domain/ports.ts';
import type { Transaction } from '#hub/db/client.ts';
import { patientDuplicates, patientMatching, patients, patientsCompared } from '#hub/db/schema/patients.ts';
import { findDuplicates } from '#hub/features/patients/find-duplicates.ts';
import { insertMatchKeys } from '#hub/features/patients/match-keys.store.ts';

const BATCH = 50;
/** No transaction that registers somebody takes as long: below it, every record that will ever be is there. */
const SETTLED = sql`interval '1 hour'`;

/**
 * Looks for who was registered lately, by whatever way, among those on record, and notes the pairs for staff. Apart from
 * the registration, so that it never has to wait for this. True while there are more.
 */
export async function compareNewcomers(tx: Transaction, now: Instant): Promise<boolean> {
  const [progress] = await tx.select().from(patientMatching).for('update', { skipLocked: true });
  if (!progress) return false;
  const newcomers = await tx
    .select()
    .from(patients)
    .where(
      and(
        gte(patients.id, progress.comparedBelow),
        sql`NOT EXISTS (SELECT 1 FROM patients_compared WHERE patient_id = ${patients.id})`,
      ),
    )
    .orderBy(asc(patients.id))
    .limit(BATCH);
  for (const patient of newcomers) {
    await insertMatchKeys(tx, patient);
    if (patient.mergedIntoId === null) await notePairs(tx, patient, now);
  }
  if (newcomers.length > 0) {
    await tx.insert(patientsCompared).values(newcomers.map(({ id }) => ({ patientId: id })));
  }
  await advance(tx, progress.comparedBelow);
  return newcomers.length === BATCH;
}

async function notePairs(tx: Transaction, patient: typeof patients.$inferSelect, now: Instant): Promise<void> {
  const found = await findDuplicates(tx, patient);
  if (found.length === 0) return;
  const pairs = found.map(({ patient: other, score, reasons }) => ({
    locationId: patient.locationId,
    patientId: Math.max(patient.id, other.id),
    otherId: Math.min(patient.id, other.id),
    score,
    reasons,
    foundAt: now,
  }));
  await tx.insert(patientDuplicates).values(pairs).onConflictDoNothing();
}

/** Everything below has been compared, and is old enough that nothing else can appear there. */
async function advance(tx: Transaction, from: number): Promise<void> {
  const { rows } = await tx.execute<{ below: string | null }>(sql`
    SELECT coalesce(
      (SELECT min(id) FROM patients WHERE id >= ${from} AND (created_at > now() - ${SETTLED}
        OR NOT EXISTS (SELECT 1 FROM patients_compared WHERE patient_id = patients.id))),
      (SELECT max(id) + 1 FROM patients)) AS below`);
  const below = Math.max(from, Number(rows[0]?.below ?? from));
  if (below === from) return;
  await tx
    .update(patientMatching)
    .set({ comparedBelow: below })
    .where(eq(patientMatching.one, sql`true`));
  await tx.execute(sql`DELETE FROM patients_compared WHERE patient_id < ${below}`);
}
