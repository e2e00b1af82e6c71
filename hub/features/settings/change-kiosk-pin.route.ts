import { changeKioskPin } from '#shared/protocol/api/settings.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import { hashPassword } from '#hub/features/users/password.ts';
import { defineUntransactedRoute } from '#hub/http/route.ts';
import { putKioskSettings, saveKioskPin } from './put-kiosk-settings.ts';

export const changeKioskPinRoute = defineUntransactedRoute(
  changeKioskPin,
  { roles: ['admin', 'manager'] },
  async ({ input, actor, hub, request, now }) => {
    const hash = input.pin === null ? null : await hashPassword(input.pin);
    await hub.transact(async ({ tx, feed }) => {
      await saveKioskPin(tx, actor, hash);
      await putKioskSettings(tx, feed, actor.locationId);
      await recordAudit(tx, {
        locationId: actor.locationId,
        actor,
        at: now(),
        action: changeKioskPin.id,
        entity: 'setting',
        entityUid: null,
        requestId: request.id,
        details: { set: hash !== null },
      });
    });
    return { pin_set: hash !== null };
  },
);
