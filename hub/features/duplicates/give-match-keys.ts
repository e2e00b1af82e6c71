import { and, asc, eq, gte, lt, sql } from 'drizzle-orm';
import type { Transaction } from '#hub/db/client.ts';
import { patientMatching, patients } from '#hub/db/schema/patients.ts';
import { insertMatchKeys } from '#hub/features/patients/match-keys.store.ts';

const BATCH = 200;

/**
 * Gives records from before there were match keys theirs, a batch at a time, and remembers how far it came: a hub that is
 * stopped goes on where it was. True while there is more to do. Another process that is at it is left alone.
 */
export async function giveMatchKeys(tx: Transaction): Promise<boolean> {
  const [progress] = await tx.select().from(patientMatching).for('update', { skipLocked: true });
  if (!progress || progress.keyedBelow >= progress.keyedUntil) return false;
  const rows = await tx
    .select()
    .from(patients)
    .where(and(gte(patients.id, progress.keyedBelow), lt(patients.id, progress.keyedUntil)))
    .orderBy(asc(patients.id))
    .limit(BATCH)
    // Whoever changes one of them at this moment writes its keys anew, before or after.
    .for('update');
  for (const patient of rows) await insertMatchKeys(tx, patient);
  const last = rows.at(-1);
  const keyedBelow = rows.length === BATCH && last ? last.id + 1 : progress.keyedUntil;
  await tx
    .update(patientMatching)
    .set({ keyedBelow })
    .where(eq(patientMatching.one, sql`true`));
  return keyedBelow < progress.keyedUntil;
}
