import { eq } from 'drizzle-orm';
import { renameDevice } from '#shared/protocol/api/devices.ts';
import { devices } from '#hub/db/schema/devices.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import { defineRoute } from '#hub/http/route.ts';
import { deviceReply, lockDevice } from './devices.store.ts';

/** The device itself goes on under the name it was paired with until it is paired again: the name is for people here. */
export const renameDeviceRoute = defineRoute(
  renameDevice,
  { roles: ['admin', 'manager'] },
  async ({ input, actor, tx, request, now }) => {
    const device = await lockDevice(tx, actor.locationId, input.id);
    await tx.update(devices).set({ name: input.name }).where(eq(devices.id, device.id));
    await recordAudit(tx, {
      locationId: actor.locationId,
      actor,
      at: now(),
      action: renameDevice.id,
      entity: 'device',
      entityUid: device.uid,
      requestId: request.id,
    });
    return deviceReply(tx, actor.locationId, device.id);
  },
  { once: true },
);
