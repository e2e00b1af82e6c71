import { and, between, eq, sql } from 'drizzle-orm';
import type { Instant } from '#shared/domain/ports.ts';
import type { LogHole } from '#shared/protocol/sync/hello.ts';
import type { Transaction } from '#hub/db/client.ts';
import { offlineSyncLogs } from '#hub/db/schema/sync.ts';
import type { DeviceActor } from '#hub/http/actor.ts';

/** Kind and code of the note that part of a log is gone from its device and from this hub. */
export const LOST_OPS = { kind: 'sync.lost', code: 'sync.ops_lost' } as const;

/**
 * A device has lost part of its log, because an older state of its store was put back. What this hub has of it is safe.
 * What it has not, because it came back from a backup as well, nobody has: that stands among the conflicts, for staff to
 * look for the tickets. Told again of the same, it notes nothing more; a hub that has forgotten the note notes it anew.
 */
export async function noteLostOps(
  tx: Transaction,
  device: DeviceActor,
  holes: readonly LogHole[],
  now: Instant,
): Promise<void> {
  for (const hole of holes) {
    const missing = await countMissing(tx, device, hole);
    if (missing === 0 || (await isNoted(tx, device, hole))) continue;
    await tx.insert(offlineSyncLogs).values({
      locationId: device.locationId,
      deviceId: device.deviceUid,
      syncType: 'queue',
      action: 'create',
      syncStatus: 'failed',
      code: LOST_OPS.code,
      kind: LOST_OPS.kind,
      entityUid: hole.incarnation,
      payload: JSON.stringify({ ...hole, missing }),
      data: { ...hole, missing },
      syncTimestamp: now,
    });
  }
}

async function countMissing(
  tx: Transaction,
  { locationId }: DeviceActor,
  { incarnation, fromSeq, toSeq }: LogHole,
): Promise<number> {
  const ofLog = and(eq(offlineSyncLogs.locationId, locationId), eq(offlineSyncLogs.incarnation, incarnation));
  const here = await tx.$count(offlineSyncLogs, and(ofLog, between(offlineSyncLogs.seq, fromSeq, toSeq)));
  return Math.max(0, toSeq - fromSeq + 1 - here);
}

async function isNoted(
  tx: Transaction,
  { locationId }: DeviceActor,
  { incarnation, toSeq }: LogHole,
): Promise<boolean> {
  const notes = await tx.$count(
    offlineSyncLogs,
    and(
      eq(offlineSyncLogs.locationId, locationId),
      eq(offlineSyncLogs.entityUid, incarnation),
      eq(offlineSyncLogs.kind, LOST_OPS.kind),
      sql`(${offlineSyncLogs.data} ->> 'toSeq')::bigint >= ${toSeq}`,
    ),
  );
  return notes > 0;
}
