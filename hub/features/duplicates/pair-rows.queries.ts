import { and, desc, eq, inArray, isNotNull, isNull, lt } from 'drizzle-orm';
import { localize } from '#shared/domain/language.ts';
import { LIKELY_DUPLICATE } from '#shared/domain/patient-match/match-patients.ts';
import type { PatientPair } from '#shared/protocol/api/patient-duplicates.ts';
import type { Queryable } from '#hub/db/client.ts';
import { patientDuplicates, patients } from '#hub/db/schema/patients.ts';
import { users } from '#hub/db/schema/staff.ts';
import { patientSummary } from '#hub/features/patients/patient-rows.queries.ts';

export type PairFilter = { state?: 'open' | 'resolved'; before?: number; id?: number; limit: number };

/** Pairs of a location, newest first, each record as it is now. */
export async function readPairs(
  db: Queryable,
  locationId: number,
  { state, before, id, limit }: PairFilter,
): Promise<PatientPair[]> {
  const pair = patientDuplicates;
  const rows = await db
    .select({ pair, resolvedBy: users.displayName })
    .from(pair)
    .leftJoin(users, eq(users.id, pair.resolvedById))
    .where(
      and(
        eq(pair.locationId, locationId),
        state && (state === 'open' ? isNull(pair.resolvedAt) : isNotNull(pair.resolvedAt)),
        before === undefined ? undefined : lt(pair.id, before),
        id === undefined ? undefined : eq(pair.id, id),
      ),
    )
    .orderBy(desc(pair.id))
    .limit(limit);
  const ids = rows.flatMap((row) => [row.pair.patientId, row.pair.otherId]);
  const people = await db
    .select()
    .from(patients)
    .where(and(eq(patients.locationId, locationId), inArray(patients.id, ids)));
  const byId = new Map(people.map((patient) => [patient.id, patientSummary(patient)]));
  return rows.map(({ pair: found, resolvedBy }) => ({
    id: found.id,
    patient: byId.get(found.patientId)!,
    other: byId.get(found.otherId)!,
    score: found.score,
    is_likely: found.score >= LIKELY_DUPLICATE,
    reasons: found.reasons,
    found_at: new Date(found.foundAt).toISOString(),
    resolution: found.resolution,
    resolved_at: found.resolvedAt === null ? null : new Date(found.resolvedAt).toISOString(),
    resolved_by: resolvedBy && localize(resolvedBy, 'en'),
  }));
}
