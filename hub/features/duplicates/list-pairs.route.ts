import { listPatientPairs } from '#shared/protocol/api/patient-duplicates.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import { defineRoute } from '#hub/http/route.ts';
import { readPairs } from './pair-rows.queries.ts';

export const listPairsRoute = defineRoute(
  listPatientPairs,
  { roles: ['admin', 'manager', 'front_desk'] },
  async ({ input, actor, tx, request, now }) => {
    const { state, before, limit } = input;
    const found = await readPairs(tx, actor.locationId, { state, before, limit: limit + 1 });
    const rows = found.slice(0, limit);
    const read = [...new Set(rows.flatMap(({ patient, other }) => [patient.uid, other.uid]))];
    if (read.length > 0) {
      await recordAudit(tx, {
        locationId: actor.locationId,
        actor,
        at: now(),
        action: listPatientPairs.id,
        entity: 'patient',
        entityUid: null,
        requestId: request.id,
        details: { read },
      });
    }
    return { rows, next_before: found.length > rows.length ? (rows.at(-1)?.id ?? null) : null };
  },
);
