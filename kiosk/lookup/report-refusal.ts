import { writeTransaction } from '#shared/device/db/device-database.ts';
import { requireIdentity } from '#shared/device/identity/identity.store.ts';
import { appendOp } from '#shared/device/op-log/append-op.ts';
import { enterServiceDay } from '#shared/device/service-day/enter-service-day.ts';
import type { Device } from '#shared/device/start-device.ts';
import type { CheckInRefusedPayload } from '#shared/protocol/sync/check-in-op.ts';
import { OP_KINDS } from '#shared/protocol/sync/op.ts';

/**
 * Tells the desk that someone stood here and could not be checked in: why and for which appointment, never who. What
 * cannot be written (a full disk, a clock in doubt) is only logged: the person is sent to the desk all the same.
 */
export function reportRefusal(
  { db, ports, noteOp }: Pick<Device, 'db' | 'ports' | 'noteOp'>,
  { reason, appointmentUid }: Pick<CheckInRefusedPayload, 'reason' | 'appointmentUid'>,
): void {
  const refusedAt = ports.clock();
  writeTransaction(db, (tx) => {
    const { incarnation, location, blockedBy } = requireIdentity(tx);
    if (blockedBy) return;
    const opId = ports.ids();
    const payload: CheckInRefusedPayload = { reason, appointmentUid, refusedAt };
    appendOp(tx, incarnation, {
      opId,
      kind: OP_KINDS.checkInRefused,
      entityUid: appointmentUid ?? opId,
      baseRev: null,
      schemaVersion: 1,
      payload: JSON.stringify(payload),
      recordedAt: refusedAt,
      businessDate: enterServiceDay(tx, location, refusedAt),
    });
  });
  noteOp();
}
