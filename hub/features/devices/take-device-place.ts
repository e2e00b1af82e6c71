import { and, eq } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import type { Instant } from '#shared/domain/ports.ts';
import type { Queryable } from '#hub/db/client.ts';
import { devices } from '#hub/db/schema/devices.ts';
import { startIncarnation, type Enrolled, type NewDevice } from './enrol-device.ts';

/** Another machine, or the same one set up anew, under the device's name and record, with a key and a lane of its own. */
export async function takeDevicePlace(
  tx: Queryable,
  deviceId: number,
  { incarnation, locationId, keyHash, appVersion }: Omit<NewDevice, 'uid'>,
  now: Instant,
): Promise<Enrolled> {
  const [device] = await tx
    .update(devices)
    .set({ keyHash, appVersion, revokedAt: null, lastSeenAt: now })
    .where(and(eq(devices.id, deviceId), eq(devices.locationId, locationId)))
    .returning({ uid: devices.uid });
  if (!device) throw new AppError('pairing.code_not_valid');
  const lane = await startIncarnation(tx, locationId, deviceId, incarnation);
  return { deviceId, deviceUid: device.uid, lane };
}
