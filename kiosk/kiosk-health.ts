import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { and, eq, isNotNull } from 'drizzle-orm';
import type { DeviceDatabase, DeviceReader } from '#shared/device/db/device-database.ts';
import { replica } from '#shared/device/db/schema.ts';
import { readIdentity } from '#shared/device/identity/identity.store.ts';
import { findEntity } from '#shared/device/replica/replica.queries.ts';
import { isClockInDoubt } from '#shared/device/service-day/enter-service-day.ts';
import type { Instant } from '#shared/domain/ports.ts';
import type { KioskHealth } from '#shared/protocol/bridge/kiosk-contract.ts';

/** A day of registrations is a few megabytes; below this staff are told while there is time. */
const LOW_BYTES = 500 * 1024 * 1024;
/** Below this SQLite may fail in the middle of a day. */
const FULL_BYTES = 20 * 1024 * 1024;

export type DiskSpace = { freeBytes: number; totalBytes: number };

/** Of the disk that holds the device's store. */
export function readDiskSpace(db: DeviceDatabase): DiskSpace {
  const { bavail, bsize, blocks } = statfsSync(dirname(db.$client.name));
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}

/** What makes this kiosk unfit, or soon will. Cheap: asked at every news and every half minute. */
export function readKioskHealth(db: DeviceDatabase, now: Instant, disk: DiskSpace): KioskHealth {
  const identity = readIdentity(db);
  const isFull = disk.freeBytes < FULL_BYTES;
  return {
    disk: isFull ? 'full' : disk.freeBytes < LOW_BYTES ? 'low' : 'ok',
    clock: identity && isClockInDoubt(db, identity.location, now) ? 'jumped' : 'ok',
    blockedBy: identity?.blockedBy ?? null,
    badSettings: identity !== null && hasUnreadableSettings(db, identity.location.uid),
  };
}

function hasUnreadableSettings(reader: DeviceReader, uid: string): boolean {
  const told = reader
    .select({ uid: replica.uid })
    .from(replica)
    .where(and(eq(replica.entity, 'kiosk_settings'), eq(replica.uid, uid), isNotNull(replica.payload)))
    .get();
  return told !== undefined && findEntity(reader, 'kiosk_settings', uid) === null;
}
