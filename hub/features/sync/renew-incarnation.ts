import { and, eq } from 'drizzle-orm';
import type { Instant } from '#shared/domain/ports.ts';
import type { RenewReply, RenewRequest } from '#shared/protocol/sync/renew.ts';
import type { Transaction } from '#hub/db/client.ts';
import { deviceIncarnations } from '#hub/db/schema/devices.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import { startIncarnation } from '#hub/features/devices/enrol-device.ts';
import { keepLane } from '#hub/features/devices/lane-counter.ts';
import type { DeviceActor } from '#hub/http/actor.ts';

type Renewal = { now: Instant; requestId: string | null; incarnation: string };

/**
 * Ends the device's incarnation and starts another under a lane of its own. Each call makes a new one: two copies of a
 * device that ask alike must not be given the same. What still comes under an ended incarnation is taken all the same:
 * a copy that works on is thus told from the other by its lane, and nothing of either is lost.
 */
export async function renewIncarnation(
  tx: Transaction,
  device: DeviceActor,
  former: RenewRequest,
  { now, requestId, incarnation }: Renewal,
): Promise<RenewReply> {
  const { locationId, deviceId, deviceUid } = device;
  await keepLane(tx, locationId, former.lane);
  const lane = await startIncarnation(tx, locationId, deviceId, incarnation);
  await recordAudit(tx, {
    locationId,
    actor: device,
    at: now,
    requestId,
    action: 'sync.renew',
    entity: 'device',
    entityUid: deviceUid,
    details: { reason: former.reason, former: former.incarnation, formerLane: former.lane, incarnation, lane },
  });
  const [log] = await tx
    .select({ lastSeq: deviceIncarnations.lastSeq })
    .from(deviceIncarnations)
    .where(and(eq(deviceIncarnations.uid, former.incarnation), eq(deviceIncarnations.deviceId, deviceId)));
  return { incarnation, lane, formerLastSeq: log?.lastSeq ?? 0 };
}
