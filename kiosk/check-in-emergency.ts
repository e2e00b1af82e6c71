import type { DeviceReader } from '#shared/device/db/device-database.ts';
import { listEntities } from '#shared/device/replica/replica.queries.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { Language } from '#shared/domain/language.ts';
import type { Service } from '#shared/protocol/entities.ts';
import { openVisit, type CheckInOptions, type CheckInResult } from './open-visit.ts';
import { readKioskSettings } from './settings/read-kiosk-settings.ts';

/**
 * Someone feels very unwell: a token with the urgency that goes first, and no question. Staff ask the name. Throws
 * `check_in.service_closed` where the clinic has no service at all.
 */
export function checkInEmergency(
  options: CheckInOptions,
  input: { idempotencyKey: string; language: Language },
): CheckInResult {
  return openVisit(options, input, (tx) => ({
    person: null,
    service: emergencyService(tx),
    doctor: null,
    extras: { urgency: 'emergency' },
  }));
}

/** The one that the clinic has named; otherwise the first with a doctor, or the first at all. */
function emergencyService(reader: DeviceReader): Service {
  const { emergencyServiceUid } = readKioskSettings(reader);
  const services = listEntities(reader, 'service').toSorted((a, b) => a.position - b.position);
  const open = services.filter(({ active }) => active);
  const doctors = listEntities(reader, 'doctor').filter(({ active }) => active);
  const chosen =
    open.find(({ uid }) => uid === emergencyServiceUid) ??
    open.find(({ uid }) => doctors.some(({ serviceUid }) => serviceUid === uid)) ??
    open[0] ??
    services[0];
  if (!chosen) throw new AppError('check_in.service_closed', { serviceUid: emergencyServiceUid });
  return chosen;
}
