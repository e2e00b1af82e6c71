import { eq } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import { resolveConflict } from '#shared/protocol/api/conflicts.ts';
import { offlineSyncLogs } from '#hub/db/schema/sync.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import { commandScope } from '#hub/http/command-scope.ts';
import { defineRoute } from '#hub/http/route.ts';
import { readConflicts, toConflictReplies, writeResolution } from './conflict-rows.queries.ts';
import { settleConflict } from './settle-conflict.ts';

export const resolveConflictRoute = defineRoute(
  resolveConflict,
  { roles: ['admin', 'manager', 'front_desk'] },
  async (context) => {
    const { id, resolution, note, ...newTime } = context.input;
    const scope = commandScope(context);
    const { tx, locationId, actor, now, requestId } = scope;
    await tx.select({ id: offlineSyncLogs.id }).from(offlineSyncLogs).where(eq(offlineSyncLogs.id, id)).for('update');
    const [row] = await readConflicts(tx, locationId, { id, limit: 1 });
    if (!row) throw new AppError('conflict.not_found', { id });
    if (row.log.resolvedAt !== null) throw new AppError('conflict.resolved_already', { id });
    const [before] = await toConflictReplies(tx, locationId, [row]);
    const { options, fields } = before!;
    if (!options.includes(resolution)) throw new AppError('conflict.option_not_possible', { id, options });
    await settleConflict(scope, resolution, before!, newTime);

    const resolved = {
      resolvedAt: now,
      resolvedById: context.actor.userId,
      conflictResolution: writeResolution(resolution, note),
    };
    await tx.update(offlineSyncLogs).set(resolved).where(eq(offlineSyncLogs.id, id));
    await recordAudit(tx, {
      locationId,
      actor,
      at: now,
      action: resolveConflict.id,
      entity: 'sync_conflict',
      entityUid: row.log.opId,
      requestId,
      details: { id, resolution, code: row.log.code, fields: fields.map(({ field }) => field) },
    });
    const [after] = await readConflicts(tx, locationId, { id, limit: 1 });
    const [reply] = await toConflictReplies(tx, locationId, [after!]);
    return reply!;
  },
  { once: true },
);
