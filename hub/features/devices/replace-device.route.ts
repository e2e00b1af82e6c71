import { eq } from 'drizzle-orm';
import { replaceDevice } from '#shared/protocol/api/devices.ts';
import { devices, pairingCodes } from '#hub/db/schema/devices.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import { defineRoute } from '#hub/http/route.ts';
import { lockDevice } from './devices.store.ts';
import { hashPairingCode, makePairingCode, PAIRING_CODE_LIFETIME_MS } from './pairing-code.ts';

/**
 * The old machine is shut out at once and not only when the new one pairs: there are never two under one name, and a
 * machine that is to be paired anew has to have lost its old key first. Not answered twice under one key: the code is
 * kept nowhere.
 */
export const replaceDeviceRoute = defineRoute(
  replaceDevice,
  { roles: ['admin', 'manager'] },
  async ({ input, actor, tx, hub, request, now }) => {
    const at = now();
    const device = await lockDevice(tx, actor.locationId, input.id);
    if (device.revokedAt === null) await tx.update(devices).set({ revokedAt: at }).where(eq(devices.id, device.id));
    const code = makePairingCode();
    const expiresAt = at + PAIRING_CODE_LIFETIME_MS;
    await tx.insert(pairingCodes).values({
      locationId: actor.locationId,
      codeHash: hashPairingCode(code, hub.keys.pairingCode),
      kind: device.kind,
      deviceName: device.name,
      createdById: actor.userId,
      replacesId: device.id,
      expiresAt,
    });
    await recordAudit(tx, {
      locationId: actor.locationId,
      actor,
      at,
      action: replaceDevice.id,
      entity: 'device',
      entityUid: device.uid,
      requestId: request.id,
    });
    return { code, expires_at: new Date(expiresAt).toISOString() };
  },
);
