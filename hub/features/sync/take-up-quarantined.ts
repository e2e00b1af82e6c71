import { and, asc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Instant } from '#shared/domain/ports.ts';
import type { Op } from '#shared/protocol/sync/op.ts';
import type { Transact, TransactionScope } from '#hub/db/transact.ts';
import type { Queryable } from '#hub/db/client.ts';
import { locations } from '#hub/db/schema/clinic.ts';
import { devices } from '#hub/db/schema/devices.ts';
import { offlineSyncLogs } from '#hub/db/schema/sync.ts';
import { applyOp } from './apply-op.ts';
import { planOp } from './plan-op.ts';
import { readDirectory } from './read-directory.ts';

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
    if (await transact(async (scope) => takeUp(scope, id, now))) applied += 1;
  }
  return applied;
}

async function takeUp({ tx, feed }: TransactionScope, id: number, now: Instant): Promise<boolean> {
  const [row] = await tx
    .select({ log: offlineSyncLogs, device: devices, country: locations.country })
    .from(offlineSyncLogs)
    .innerJoin(devices, sql`${devices.uid}::text = ${offlineSyncLogs.deviceId}`)
    .innerJoin(locations, eq(locations.id, offlineSyncLogs.locationId))
    .where(and(eq(offlineSyncLogs.id, id), eq(offlineSyncLogs.syncStatus, 'failed')))
    .for('update', { of: offlineSyncLogs });
  if (!row?.log.incarnation) return false;
  const { log, device, country } = row;
  const op = { ...log, recordedAt: log.syncTimestamp } as unknown as Op;
  const planned = planOp(op);
  const { locationId, incarnation } = log;
  const actor = { kind: 'device' as const, role: device.kind, deviceId: device.id, deviceUid: device.uid, locationId };
  const directory = await readDirectory(tx, locationId, [planned]);
  const place = { locationId, country };
  const context = { device: actor, incarnation: incarnation!, place, directory, now, requestId: null };
  const { outcome, code, recordId, conflict } = await applyOp(tx, feed, context, planned);
  await tx
    .update(offlineSyncLogs)
    .set({ syncStatus: outcome, code, recordId, conflict })
    .where(eq(offlineSyncLogs.id, id));
  return true;
}
