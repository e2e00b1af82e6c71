import { eq } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import { revokeDevice } from '#shared/protocol/api/devices.ts';
import { devices } from '#hub/db/schema/devices.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import { defineRoute } from '#hub/http/route.ts';
import { deviceReply, lockDevice } from './devices.store.ts';

/** Its next request is refused on every hub process; realtime looks every few seconds whom it may still talk to. */
export const revokeDeviceRoute = defineRoute(
  revokeDevice,
  { roles: ['admin', 'manager'] },
  async ({ input, actor, tx, request, now }) => {
    const device = await lockDevice(tx, actor.locationId, input.id);
    if (device.revokedAt !== null) throw new AppError('device.is_revoked', { id: device.id });
    await tx.update(devices).set({ revokedAt: now() }).where(eq(devices.id, device.id));
    await recordAudit(tx, {
      locationId: actor.locationId,
      actor,
      at: now(),
      action: revokeDevice.id,
      entity: 'device',
      entityUid: device.uid,
      requestId: request.id,
    });
    return deviceReply(tx, actor.locationId, device.id);
  },
  { once: true },
);
