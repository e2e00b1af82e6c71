import { and, asc, eq, isNull } from 'drizzle-orm';
import { listDevices } from '#shared/protocol/api/devices.ts';
import { deviceIncarnations, devices } from '#hub/db/schema/devices.ts';
import { defineRoute } from '#hub/http/route.ts';

export const listDevicesRoute = defineRoute(
  listDevices,
  { roles: ['admin', 'manager', 'front_desk'] },
  async ({ tx, actor }) => {
    const present = and(eq(deviceIncarnations.deviceId, devices.id), isNull(deviceIncarnations.endedAt));
    const rows = await tx
      .select({ device: devices, lane: deviceIncarnations.lane })
      .from(devices)
      .leftJoin(deviceIncarnations, present)
      .where(eq(devices.locationId, actor.locationId))
      .orderBy(asc(devices.id));
    return rows.map(({ device, lane }) => ({
      id: device.id,
      uid: device.uid,
      kind: device.kind,
      name: device.name,
      lane,
      last_seen_at: device.lastSeenAt === null ? null : new Date(device.lastSeenAt).toISOString(),
      revoked: device.revokedAt !== null,
    }));
  },
);
