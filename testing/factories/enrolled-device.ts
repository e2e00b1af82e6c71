import { randomUUID } from 'node:crypto';
import { hashDeviceKey } from '#hub/features/devices/device-key.ts';
import type { Queryable } from '#hub/db/client.ts';
import { deviceIncarnations, devices } from '#hub/db/schema/devices.ts';
import type { DeviceActor } from '#hub/http/actor.ts';
import { nthLane } from '#shared/domain/token.ts';
import type { DeviceKind } from '#shared/protocol/sync/pair.ts';

export type EnrolledDevice = { actor: DeviceActor; key: string; incarnation: string; lane: string };

/** A device as pairing leaves it. `n` picks its lane: give each device of a location another. */
export async function insertDevice(
  db: Queryable,
  given: { locationId: number; n: number; kind?: DeviceKind },
): Promise<EnrolledDevice> {
  const { locationId, n, kind = 'kiosk' } = given;
  const key = `key-of-${randomUUID()}`;
  const uid = randomUUID();
  const [device] = await db
    .insert(devices)
    .values({ uid, locationId, kind, name: `Device ${n}`, keyHash: hashDeviceKey(key) })
    .returning();
  const incarnation = randomUUID();
  const lane = nthLane(n);
  await db.insert(deviceIncarnations).values({ uid: incarnation, locationId, deviceId: device!.id, lane });
  return {
    actor: { kind: 'device', role: kind, deviceId: device!.id, deviceUid: uid, locationId },
    key,
    incarnation,
    lane,
  };
}
