import { listConflicts } from '#shared/protocol/api/conflicts.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import { defineRoute } from '#hub/http/route.ts';
import { readConflicts, toConflictReplies } from './conflict-rows.queries.ts';

export const listConflictsRoute = defineRoute(
  listConflicts,
  { roles: ['admin', 'manager', 'front_desk'] },
  async ({ input, actor, tx, request, now }) => {
    const { state, entity, before, limit } = input;
    const found = await readConflicts(tx, actor.locationId, { state, entity, before, limit: limit + 1 });
    const page = found.slice(0, limit);
    const rows = await toConflictReplies(tx, actor.locationId, page);
    const uids = [...new Set(rows.flatMap((row) => row.patient?.uid ?? []))];
    if (uids.length > 0) {
      await recordAudit(tx, {
        locationId: actor.locationId,
        actor,
        at: now(),
        action: listConflicts.id,
        entity: 'patient',
        entityUid: null,
        requestId: request.id,
        details: { read: uids },
      });
    }
    return { rows, next_before: found.length > page.length ? (page.at(-1)?.log.id ?? null) : null };
  },
);
