import { and, asc, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { Instant } from '#shared/domain/ports.ts';
import type { Op } from '#shared/protocol/sync/op.ts';
import type { Transact } from '#hub/db/transact.ts';
import type { Queryable } from '#hub/db/client.ts';
import { offlineSyncLogs } from '#hub/db/schema/sync.ts';
import { planOp } from './plan-op.ts';
import { takeUpOp } from './take-up-op.ts';

/** What was refused only because an older build could not read it. */
const UNREADABLE = ['sync.unknown_kind', 'sync.bad_payload'];
const AT_MOST = 10_000;

/**
 * Looks again at ops that were kept because this hub could not read them, and applies those that it now can: after an
 * update, that is. Returns how many were applied.
 */
export async function takeUpQuarantined(db: Queryable, transact: Transact, now: Instant): Promise<number> {
  const kept = await db
    .select({ id: offlineSyncLogs.id, kind: offlineSyncLogs.kind, payload: offlineSyncLogs.payload })
    .from(offlineSyncLogs)
    .where(
      and(
        eq(offlineSyncLogs.syncStatus, 'failed'),
        inArray(offlineSyncLogs.code, UNREADABLE),
        isNull(offlineSyncLogs.resolvedAt),
        isNotNull(offlineSyncLogs.incarnation),
      ),
    )
    .orderBy(asc(offlineSyncLogs.id))
    .limit(AT_MOST);
  let applied = 0;
  for (const { id, kind, payload } of kept) {
    if (planOp({ kind, payload } as Op).plan.kind === 'refused') continue;
    if (await transact(async (scope) => takeUpOp(scope, id, now))) applied += 1;
  }
  return applied;
}
