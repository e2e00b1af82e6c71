import { and, eq, inArray, sql } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import type { Transaction } from '#hub/db/client.ts';
import { patientDuplicates, patients } from '#hub/db/schema/patients.ts';
import type { CommandScope } from '#hub/http/command-scope.ts';
import { auditPatient } from './audit-patient.ts';
import type { Patient } from './patient-rows.queries.ts';

/**
 * Joins the record `id` to `intoId`, which is kept. Nothing moves: what belongs to a joined record is shown under the one
 * that is kept, so `unmergePatient` undoes it whole. Throws `patient.not_found`, `patient.merge_with_itself`, and
 * `patient.merged` when one of them is joined already, so that no record can lead back to itself.
 */
export async function mergePatient(scope: CommandScope, id: number, intoId: number): Promise<Patient> {
  if (id === intoId) throw new AppError('patient.merge_with_itself', { id });
  const found = await lockPatients(scope.tx, scope.locationId, [id, intoId]);
  const [from, into] = [requireOwn(found, id), requireOwn(found, intoId)];
  await setMergedInto(scope, from, into.id);
  await settlePair(scope, [id, intoId], 'merged');
  await auditPatient(scope, 'patients.merge', from.uid, { into_uid: into.uid });
  return into;
}

/** Throws `patient.not_found` and `patient.not_merged`. */
export async function unmergePatient(scope: CommandScope, id: number): Promise<Patient> {
  const patient = (await lockPatients(scope.tx, scope.locationId, [id])).get(id);
  if (!patient) throw new AppError('patient.not_found', { id });
  if (patient.mergedIntoId === null) throw new AppError('patient.not_merged', { id });
  const own = await setMergedInto(scope, patient, null);
  await settlePair(scope, [id, patient.mergedIntoId], 'separate');
  await auditPatient(scope, 'patients.unmerge', patient.uid, { from_id: patient.mergedIntoId });
  return own;
}

/** In one order, so that two people who join the same pair the other way round do not wait for each other. */
async function lockPatients(tx: Transaction, locationId: number, ids: number[]): Promise<Map<number, Patient>> {
  const rows = await tx
    .select()
    .from(patients)
    .where(and(eq(patients.locationId, locationId), inArray(patients.id, ids)))
    .orderBy(patients.id)
    .for('update');
  return new Map(rows.map((row) => [row.id, row]));
}

function requireOwn(found: ReadonlyMap<number, Patient>, id: number): Patient {
  const patient = found.get(id);
  if (!patient) throw new AppError('patient.not_found', { id });
  if (patient.mergedIntoId !== null) {
    throw new AppError('patient.merged', { id, merged_into_id: patient.mergedIntoId });
  }
  return patient;
}

async function setMergedInto(scope: CommandScope, patient: Patient, mergedIntoId: number | null): Promise<Patient> {
  const [changed] = await scope.tx
    .update(patients)
    .set({ mergedIntoId, rev: patient.rev + 1, updatedAt: sql`now()` })
    .where(and(eq(patients.locationId, scope.locationId), eq(patients.id, patient.id)))
    .returning();
  return changed!;
}

/** The two were found as possible duplicates: staff have now said what they are. */
async function settlePair(
  { tx, locationId, actor, now }: CommandScope,
  pair: [number, number],
  resolution: 'merged' | 'separate',
): Promise<void> {
  const resolvedById = actor?.kind === 'staff' ? actor.userId : null;
  await tx
    .update(patientDuplicates)
    .set({ resolution, resolvedAt: now, resolvedById })
    .where(
      and(
        eq(patientDuplicates.locationId, locationId),
        eq(patientDuplicates.patientId, Math.max(...pair)),
        eq(patientDuplicates.otherId, Math.min(...pair)),
      ),
    );
}
