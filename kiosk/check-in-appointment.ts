import { findEntity } from '#shared/device/replica/replica.queries.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { Language } from '#shared/domain/language.ts';
import type { AppointmentToday } from '#shared/protocol/entities.ts';
import { openVisit, type CheckInOptions, type CheckInResult } from './open-visit.ts';
import { readFee } from './payment/read-fee.ts';

export type ArrivalInput = { idempotencyKey: string; claim: string; language: Language };

/**
 * Checks in whoever was recognised for an appointment. The hub knows the patient; this kiosk never does. A doctor or
 * service that is closed since is still the one that was booked. Throws `check_in.claim_lapsed`, `check_in.service_closed`.
 */
export function checkInAppointment(
  options: CheckInOptions,
  input: ArrivalInput,
  readClaim: (claim: string) => AppointmentToday | null,
): CheckInResult {
  return openVisit(options, input, (tx) => {
    const appointment = readClaim(input.claim);
    if (!appointment) throw new AppError('check_in.claim_lapsed');
    const service = findEntity(tx, 'service', appointment.serviceUid);
    if (!service) throw new AppError('check_in.service_closed', { serviceUid: appointment.serviceUid });
    const payment = readFee(tx, service, 'desk');
    return {
      person: null,
      service,
      doctor: findEntity(tx, 'doctor', appointment.doctorUid),
      extras: { appointmentUid: appointment.uid, ...(payment ? { payment } : {}) },
    };
  });
}
