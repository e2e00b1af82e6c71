import { and, eq, sql } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import { patients } from '#hub/db/schema/patients.ts';
import type { CommandScope } from '#hub/http/command-scope.ts';
import { auditPatient } from './audit-patient.ts';
import { replaceMatchKeys } from './match-keys.store.ts';
import { findPatient, type Patient } from './patient-rows.queries.ts';

type Change = { id: number; rev: number; columns: Partial<typeof patients.$inferInsert> };

/**
 * Changes a patient as they were at `rev`. Throws `patient.not_found`; `patient.stale` with the present rev when somebody
 * else was faster; `patient.merged` for a record that was joined to another.
 */
export async function changePatient(scope: CommandScope, { id, rev, columns }: Change): Promise<Patient> {
  const { tx, locationId } = scope;
  const [changed] = await tx
    .update(patients)
    .set({ ...columns, rev: rev + 1, updatedAt: sql`now()` })
    .where(
      and(
        eq(patients.locationId, locationId),
        eq(patients.id, id),
        eq(patients.rev, rev),
        sql`${patients.mergedIntoId} IS NULL`,
      ),
    )
    .returning();
  if (!changed) {
    const present = await findPatient(tx, locationId, id);
    if (present.mergedIntoId !== null) {
      throw new AppError('patient.merged', { id, merged_into_id: present.mergedIntoId });
    }
    throw new AppError('patient.stale', { id, rev: present.rev });
  }
  await replaceMatchKeys(tx, changed);
  await auditPatient(scope, 'patients.change', changed.uid, { rev: changed.rev, fields: Object.keys(columns) });
  return changed;
}
