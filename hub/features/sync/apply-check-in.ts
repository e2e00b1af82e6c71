import { AppError } from '#shared/domain/errors.ts';
import { wholeToken } from '#shared/domain/token.ts';
import type { QueueEntryView } from '#shared/protocol/entities.ts';
import type { CheckInPayload } from '#shared/protocol/sync/check-in-op.ts';
import type { Op } from '#shared/protocol/sync/op.ts';
import type { Transaction } from '#hub/db/client.ts';
import { lockAppointment, noteCheckIn } from '#hub/features/appointments/move-appointment.ts';
import { recordVisitPayments } from '#hub/features/payments/record-visit-payments.ts';
import { openVisit } from '#hub/features/queue/open-visit.ts';
import type { ApplyContext } from './apply-context.ts';
import { identifyPatient, type CheckInDispute } from './identify-patient.ts';
import { storableInstant } from './storable-payload.ts';

export type AppliedCheckIn = {
  queueId: number;
  view: QueueEntryView | null;
  /** Why staff should look at it although the patient waits in the queue. */
  dispute: CheckInDispute | null;
};

/**
 * Patient, visit and queue entry of one check-in, each found again by its uid when it is here already. Throws
 * `sync.unknown_service` and `sync.unknown_doctor`: nobody could be asked to wait for them.
 */
export async function applyCheckIn(
  tx: Transaction,
  context: ApplyContext,
  op: Op,
  payload: CheckInPayload,
): Promise<AppliedCheckIn> {
  const { visit, token } = payload;
  const { place, device, directory, now } = context;
  const serviceId = directory.services.get(visit.serviceUid);
  if (serviceId === undefined) throw new AppError('sync.unknown_service', { uid: visit.serviceUid });
  const doctorId = visit.doctorUid === null ? null : directory.doctors.get(visit.doctorUid);
  if (doctorId === undefined) throw new AppError('sync.unknown_doctor', { uid: visit.doctorUid });

  const { patientId, appointmentId, dispute } = await identifyPatient(tx, place, payload);
  const opened = await openVisit(
    { tx, locationId: place.locationId, actor: device, now, requestId: context.requestId },
    {
      uid: visit.uid,
      queueEntryUid: visit.queueEntryUid,
      patientId,
      appointmentId,
      service: { id: serviceId, uid: visit.serviceUid },
      doctor: doctorId === null || visit.doctorUid === null ? null : { id: doctorId, uid: visit.doctorUid },
      token,
      language: visit.language,
      reason: visit.reason ?? null,
      urgencyLevel: visit.urgency ?? null,
      specialRequirements: visit.specialRequirements?.join(', ') || null,
      checkedInAt: storableInstant(visit.checkedInAt),
      incarnation: context.incarnation,
      opId: op.opId,
    },
  );
  if (appointmentId !== null && opened.view) {
    const scope = { tx, locationId: place.locationId, actor: device, now, requestId: context.requestId };
    const appointment = await lockAppointment(tx, place.locationId, appointmentId);
    if (appointment.queueToken === null) await noteCheckIn(scope, appointment, wholeToken(token));
  }
  if (visit.payment) {
    await recordVisitPayments(tx, place.locationId, [{ opUid: op.opId, visitUid: visit.uid, payment: visit.payment }]);
  }
  return { ...opened, dispute };
}
