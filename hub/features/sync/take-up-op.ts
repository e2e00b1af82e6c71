import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Instant } from '#shared/domain/ports.ts';
import type { Op } from '#shared/protocol/sync/op.ts';
import type { TransactionScope } from '#hub/db/transact.ts';
import { locations } from '#hub/db/schema/clinic.ts';
import { devices } from '#hub/db/schema/devices.ts';
import { offlineSyncLogs } from '#hub/db/schema/sync.ts';
import { applyOp } from './apply-op.ts';
import { planOp } from './plan-op.ts';
import { readDirectory } from './read-directory.ts';

/**
 * Applies a kept op of a device's log as if it came now, and notes what became of it; one that fails again stays failed.
 * Nothing happens to one that another process has taken up, or staff have settled, meanwhile. Gives whether it was
 * applied.
 */
export async function takeUpOp({ tx, feed }: TransactionScope, id: number, now: Instant): Promise<boolean> {
  const [row] = await tx
    .select({ log: offlineSyncLogs, device: devices, country: locations.country })
    .from(offlineSyncLogs)
    .innerJoin(devices, sql`${devices.uid}::text = ${offlineSyncLogs.deviceId}`)
    .innerJoin(locations, eq(locations.id, offlineSyncLogs.locationId))
    .where(
      and(eq(offlineSyncLogs.id, id), eq(offlineSyncLogs.syncStatus, 'failed'), isNull(offlineSyncLogs.resolvedAt)),
    )
    // Waits rather than skips: two hubs that go through a device's ops at once then keep to their order.
    .for('update', { of: offlineSyncLogs });
  if (!row?.log.incarnation) return false;
  const { log, device, country } = row;
  const planned = planOp({ ...log, recordedAt: log.syncTimestamp } as unknown as Op);
  const { locationId, incarnation } = log;
  const actor = { kind: 'device' as const, role: device.kind, deviceId: device.id, deviceUid: device.uid, locationId };
  const directory = await readDirectory(tx, locationId, [planned]);
  const place = { locationId, country };
  const context = { device: actor, incarnation: incarnation!, place, directory, now, requestId: null };
  const { outcome, code, recordId, conflict, resolution } = await applyOp(tx, feed, context, planned);
  await tx
    .update(offlineSyncLogs)
    .set({
      syncStatus: outcome,
      code,
      recordId,
      conflict,
      ...(resolution === undefined ? {} : { conflictResolution: resolution, resolvedAt: now }),
    })
    .where(eq(offlineSyncLogs.id, id));
  return outcome !== 'failed';
}
