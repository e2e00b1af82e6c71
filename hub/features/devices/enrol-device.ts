import { eq, sql } from 'drizzle-orm';
import type { Instant } from '#shared/domain/ports.ts';
import { nthLane, type Lane } from '#shared/domain/token.ts';
import type { DeviceKind } from '#shared/protocol/sync/pair.ts';
import type { Queryable } from '#hub/db/client.ts';
import { locations } from '#hub/db/schema/clinic.ts';
import { deviceIncarnations, devices } from '#hub/db/schema/devices.ts';

export type NewDevice = {
  uid: string;
  incarnation: string;
  locationId: number;
  kind: DeviceKind;
  name: string;
  keyHash: Buffer;
  appVersion: string;
};

export type Enrolled = { deviceId: number; deviceUid: string; lane: Lane };

/** Enters a device with its first incarnation, under a lane that no incarnation of the location ever had. */
export async function enrolDevice(tx: Queryable, given: NewDevice, now: Instant): Promise<Enrolled> {
  const { incarnation, ...device } = given;
  const [row] = await tx
    .insert(devices)
    .values({ ...device, lastSeenAt: now })
    .returning({ id: devices.id });
  if (!row) throw new Error('the insert gave no row');
  return {
    deviceId: row.id,
    deviceUid: given.uid,
    lane: await startIncarnation(tx, device.locationId, row.id, incarnation),
  };
}

/** Ends the device's present incarnation, if it has one, and starts another under the location's next lane. */
export async function startIncarnation(
  tx: Queryable,
  locationId: number,
  deviceId: number,
  incarnation: string,
): Promise<Lane> {
  await tx
    .update(deviceIncarnations)
    .set({ endedAt: sql`now()` })
    .where(sql`${deviceIncarnations.deviceId} = ${deviceId} AND ${deviceIncarnations.endedAt} IS NULL`);
  const lane = await takeNextLane(tx, locationId);
  await tx.insert(deviceIncarnations).values({ uid: incarnation, locationId, deviceId, lane });
  return lane;
}

/** The update locks the location's row until the commit, so two who take one at once get two. */
export async function takeNextLane(tx: Queryable, locationId: number): Promise<Lane> {
  const [location] = await tx
    .update(locations)
    .set({ lanesIssued: sql`${locations.lanesIssued} + 1` })
    .where(eq(locations.id, locationId))
    .returning({ issued: locations.lanesIssued });
  if (!location) throw new Error('no such location');
  return nthLane(location.issued - 1);
}
