import type { CheckInRefusedPayload } from '#shared/protocol/sync/check-in-op.ts';
import type { Op } from '#shared/protocol/sync/op.ts';
import type { Transaction } from '#hub/db/client.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import type { ApplyContext } from './apply-context.ts';
import { storableInstant } from './storable-payload.ts';

/** Someone stood at a kiosk and was sent to the desk: kept for the desk to see, with the reason and without the person. */
export async function noteCheckInRefused(
  tx: Transaction,
  { place, device, requestId }: ApplyContext,
  op: Op,
  { reason, appointmentUid, refusedAt }: CheckInRefusedPayload,
): Promise<void> {
  await recordAudit(tx, {
    locationId: place.locationId,
    actor: device,
    at: storableInstant(refusedAt),
    requestId,
    action: 'checkin.refused',
    entity: appointmentUid === null ? 'device' : 'appointment',
    entityUid: appointmentUid ?? device.deviceUid,
    details: { reason, opId: op.opId },
  });
}
