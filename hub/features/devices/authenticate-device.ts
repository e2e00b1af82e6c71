import { and, eq, isNull, lt, or } from 'drizzle-orm';
import { z } from 'zod';
import { AppError } from '#shared/domain/errors.ts';
import { devices } from '#hub/db/schema/devices.ts';
import type { DeviceActor } from '#hub/http/actor.ts';
import type { Hub } from '#hub/hub.ts';
import { isDeviceKey } from './device-key.ts';

/** "Last seen" is for people; a write for every request would be for nobody. */
const SEEN_EVERY_MS = 30_000;

/** Credentials: `<deviceUid>:<deviceKey>`. Throws `auth.unknown_device` for anything but a paired, unrevoked device. */
export async function authenticateDevice(hub: Hub, credentials: string): Promise<DeviceActor> {
  const [uid, key] = credentials.split(':', 2);
  const parsed = z.uuid().safeParse(uid);
  if (!parsed.success || !key) throw new AppError('auth.unknown_device');
  const [device] = await hub.db.select().from(devices).where(eq(devices.uid, parsed.data));
  if (!device || !isDeviceKey(key, device.keyHash) || device.revokedAt !== null) {
    throw new AppError('auth.unknown_device');
  }
  await noteSeen(hub, device);
  return {
    kind: 'device',
    role: device.kind,
    deviceId: device.id,
    deviceUid: device.uid,
    locationId: device.locationId,
  };
}

async function noteSeen(hub: Hub, { id, lastSeenAt }: typeof devices.$inferSelect): Promise<void> {
  const now = hub.clock();
  if (lastSeenAt !== null && lastSeenAt >= now - SEEN_EVERY_MS) return;
  const isStale = or(isNull(devices.lastSeenAt), lt(devices.lastSeenAt, now - SEEN_EVERY_MS));
  await hub.db
    .update(devices)
    .set({ lastSeenAt: now })
    .where(and(eq(devices.id, id), isStale));
}
