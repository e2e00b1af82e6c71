import { and, eq, gt, isNull } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import { pairDevice } from '#shared/protocol/api/sync.ts';
import { locations } from '#hub/db/schema/clinic.ts';
import { pairingCodes } from '#hub/db/schema/devices.ts';
import { auditLog } from '#hub/db/schema/records.ts';
import { toLocation } from '#hub/features/directory/synced-views.ts';
import { defineUntransactedRoute } from '#hub/http/route.ts';
import { hashDeviceKey, makeDeviceKey } from './device-key.ts';
import { enrolDevice } from './enrol-device.ts';
import { noteLanes } from './lane-memory.ts';
import { takeDevicePlace } from './take-device-place.ts';
import { hashPairingCode } from './pairing-code.ts';

/** Wrong, used and expired codes answer alike: none of them says that it once existed. */
export const pairRoute = defineUntransactedRoute(pairDevice, 'public', async ({ input, hub, request, now }) => {
  await hub.limits.pairing.attempt(request.address);
  const codeHash = hashPairingCode(input.code, hub.keys.pairingCode);
  const deviceKey = makeDeviceKey();

  const paired = await hub.transact(async ({ tx }) => {
    const at = now();
    const [found] = await tx
      .select({ code: pairingCodes, location: locations })
      .from(pairingCodes)
      .innerJoin(locations, eq(locations.id, pairingCodes.locationId))
      .where(and(eq(pairingCodes.codeHash, codeHash), isNull(pairingCodes.usedAt), gt(pairingCodes.expiresAt, at)))
      .for('update', { of: pairingCodes });
    if (!found) throw new AppError('pairing.code_not_valid');
    const { code, location } = found;
    if (code.kind !== input.kind) throw new AppError('pairing.wrong_kind', { kind: code.kind });

    const incarnation = hub.ids();
    const machine = { incarnation, keyHash: hashDeviceKey(deviceKey), appVersion: input.appVersion };
    const place = { locationId: location.id, kind: code.kind, name: code.deviceName };
    const { deviceId, deviceUid, lane } =
      code.replacesId === null
        ? await enrolDevice(tx, { uid: hub.ids(), ...place, ...machine }, at)
        : await takeDevicePlace(tx, code.replacesId, { ...place, ...machine }, at);
    await noteLanes(tx, hub, location.id);
    await tx.update(pairingCodes).set({ usedAt: at, deviceId }).where(eq(pairingCodes.id, code.id));
    await tx.insert(auditLog).values({
      locationId: location.id,
      at,
      actorType: 'device',
      actorDeviceId: deviceId,
      action: pairDevice.id,
      entity: 'device',
      entityUid: deviceUid,
      requestId: request.id,
      details: { lane, createdById: code.createdById, replaced: code.replacesId !== null },
    });
    return { deviceUid, deviceName: code.deviceName, incarnation, lane, location: toLocation(location) };
  });

  await hub.limits.pairing.forgive(request.address);
  return { ...paired, deviceKey, hubEpoch: hub.epoch };
});
