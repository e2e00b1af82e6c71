import type { DeviceReader } from '#shared/device/db/device-database.ts';
import { findEntity } from '#shared/device/replica/replica.queries.ts';
import { AppError } from '#shared/domain/errors.ts';
import { cleanText, newPatientSchema, type NewPatient } from '#shared/domain/patient.ts';
import type { BusinessDate } from '#shared/domain/service-day.ts';
import type { CheckInInput } from '#shared/protocol/bridge/kiosk-contract.ts';
import type { Doctor, Service } from '#shared/protocol/entities.ts';

export type GivenPatient = Extract<CheckInInput['patient'], { firstName: string }>;

const OLDEST_BIRTH_DATE = '1890-01-01';

/** The patient as kept: names cleaned, phone in plain digits. Throws `check_in.invalid` with the fields' names. */
export function readPatient(uid: string, given: GivenPatient, today: BusinessDate): NewPatient {
  const parsed = newPatientSchema.safeParse({ uid, ...given });
  if (!parsed.success) {
    throw new AppError('check_in.invalid', { fields: [...new Set(parsed.error.issues.map(({ path }) => path[0]))] });
  }
  const { birthDate } = parsed.data;
  if (birthDate > today || birthDate < OLDEST_BIRTH_DATE) {
    throw new AppError('check_in.invalid', { fields: ['birthDate'] });
  }
  return parsed.data;
}

/** What the patient chose, while it can still be had. Throws `check_in.service_closed` or `check_in.doctor_closed`. */
export function readChoice(
  reader: DeviceReader,
  { serviceUid, doctorUid }: Pick<CheckInInput, 'serviceUid' | 'doctorUid'>,
): { service: Service; doctor: Doctor | null } {
  const service = findEntity(reader, 'service', serviceUid);
  if (!service?.active) throw new AppError('check_in.service_closed', { serviceUid });
  if (doctorUid === null) return { service, doctor: null };
  const doctor = findEntity(reader, 'doctor', doctorUid);
  if (!doctor?.active || doctor.serviceUid !== serviceUid) throw new AppError('check_in.doctor_closed', { doctorUid });
  return { service, doctor };
}

/** Undefined when nothing is left of it. */
export function readReason(reason: string | undefined): string | undefined {
  return reason === undefined ? undefined : cleanText(reason) || undefined;
}
