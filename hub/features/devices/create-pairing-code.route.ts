import { createPairingCode } from '#shared/protocol/api/devices.ts';
import { auditLog } from '#hub/db/schema/records.ts';
import { pairingCodes } from '#hub/db/schema/devices.ts';
import { defineRoute } from '#hub/http/route.ts';
import { hashPairingCode, makePairingCode, PAIRING_CODE_LIFETIME_MS } from './pairing-code.ts';

/** The code is shown here, once. */
export const createPairingCodeRoute = defineRoute(
  createPairingCode,
  { roles: ['admin', 'manager'] },
  async ({ input, actor, tx, hub, now, request }) => {
    const code = makePairingCode();
    const at = now();
    const expiresAt = at + PAIRING_CODE_LIFETIME_MS;
    await tx.insert(pairingCodes).values({
      locationId: actor.locationId,
      codeHash: hashPairingCode(code, hub.keys.pairingCode),
      kind: input.kind,
      deviceName: input.name,
      createdById: actor.userId,
      expiresAt,
    });
    await tx.insert(auditLog).values({
      locationId: actor.locationId,
      at,
      actorType: 'staff',
      actorUserId: actor.userId,
      action: createPairingCode.id,
      requestId: request.id,
      details: { kind: input.kind },
    });
    return { code, expires_at: new Date(expiresAt).toISOString() };
  },
);
