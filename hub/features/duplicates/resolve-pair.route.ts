import { and, eq } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import { resolvePatientPair } from '#shared/protocol/api/patient-duplicates.ts';
import { patientDuplicates } from '#hub/db/schema/patients.ts';
import { auditPatient } from '#hub/features/patients/audit-patient.ts';
import { mergePatient } from '#hub/features/patients/merge-patient.ts';
import { commandScope } from '#hub/http/command-scope.ts';
import { defineRoute } from '#hub/http/route.ts';
import { readPairs } from './pair-rows.queries.ts';

/** Joining is `patients.merge`: whoever takes that back has said that they are two people. */
export const resolvePairRoute = defineRoute(
  resolvePatientPair,
  { roles: ['admin', 'manager', 'front_desk'] },
  async (context) => {
    const { id, resolution } = context.input;
    const scope = commandScope(context);
    const { tx, locationId, now } = scope;
    const own = and(eq(patientDuplicates.locationId, locationId), eq(patientDuplicates.id, id));
    const [pair] = await tx.select().from(patientDuplicates).where(own).for('update');
    if (!pair) throw new AppError('duplicate.not_found', { id });
    if (pair.resolvedAt !== null) throw new AppError('duplicate.resolved_already', { id });
    if (resolution === 'merged') await mergePatient(scope, pair.patientId, pair.otherId);
    await tx
      .update(patientDuplicates)
      .set({ resolution, resolvedAt: now, resolvedById: context.actor.userId })
      .where(own);
    const [reply] = await readPairs(tx, locationId, { id, limit: 1 });
    await auditPatient(scope, resolvePatientPair.id, reply!.patient.uid, { other_uid: reply!.other.uid, resolution });
    return reply!;
  },
  { once: true },
);
