import { and, asc, eq, isNull } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import type { ContractReply } from '#shared/protocol/api/contract.ts';
import type { renameDevice } from '#shared/protocol/api/devices.ts';
import type { Queryable } from '#hub/db/client.ts';
import { deviceIncarnations, devices } from '#hub/db/schema/devices.ts';

export type DeviceRow = typeof devices.$inferSelect;
type DeviceReply = ContractReply<typeof renameDevice>;

/** The devices of a location, each with the lane of its present incarnation; or the one of this id. */
export async function listDeviceReplies(db: Queryable, locationId: number, id?: number): Promise<DeviceReply[]> {
  const present = and(eq(deviceIncarnations.deviceId, devices.id), isNull(deviceIncarnations.endedAt));
  const rows = await db
    .select({ device: devices, lane: deviceIncarnations.lane })
    .from(devices)
    .leftJoin(deviceIncarnations, present)
    .where(and(eq(devices.locationId, locationId), id === undefined ? undefined : eq(devices.id, id)))
    .orderBy(asc(devices.id));
  return rows.map(({ device, lane }) => ({
    id: device.id,
    uid: device.uid,
    kind: device.kind,
    name: device.name,
    lane,
    last_seen_at: isoOrNull(device.lastSeenAt),
    revoked: device.revokedAt !== null,
    printer: device.paperState,
    app_version: device.appVersion,
    outbox_depth: device.outboxDepth,
    oldest_outbox_at: isoOrNull(device.oldestOutboxAt),
    last_error: device.lastError,
    reported_at: isoOrNull(device.reportedAt),
  }));
}

/** Throws `device.not_found`. */
export async function deviceReply(db: Queryable, locationId: number, id: number): Promise<DeviceReply> {
  const [reply] = await listDeviceReplies(db, locationId, id);
  if (!reply) throw new AppError('device.not_found', { id });
  return reply;
}

/** Locked until the commit. Throws `device.not_found`. */
export async function lockDevice(tx: Queryable, locationId: number, id: number): Promise<DeviceRow> {
  const [device] = await tx
    .select()
    .from(devices)
    .where(and(eq(devices.locationId, locationId), eq(devices.id, id)))
    .for('update');
  if (!device) throw new AppError('device.not_found', { id });
  return device;
}

function isoOrNull(instant: number | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}
