import type { DeviceReader } from '#shared/device/db/device-database.ts';
import type { DeviceIdentity } from '#shared/device/identity/identity.store.ts';
import { findEntity } from '#shared/device/replica/replica.queries.ts';
import { matchUid, phoneBirthText } from '#shared/domain/match-text.ts';
import type { NewPatient } from '#shared/domain/patient.ts';
import { findPatient, type PhoneAndBirthDate } from './find-patient.ts';
import { matchHash } from './match-hash.ts';

/** Someone whom this kiosk registered itself, with all they said; or whom the clinic knows, and this kiosk not by name. */
export type KnownPerson = { patient: NewPatient } | { patientUid: string };

export type Recognised = { person: KnownPerson; /** Of whoever registered here. */ firstName: string | null };

/**
 * Who was here before with this phone and birth date, on whichever kiosk, on line or off. The clinic's word goes first:
 * it knows what staff have mended since.
 */
export function recognisePatient(
  reader: DeviceReader,
  { matchKey, location }: Pick<DeviceIdentity, 'matchKey' | 'location'>,
  given: PhoneAndBirthDate,
): Recognised | null {
  const own = findPatient(reader, given, location.country);
  const text = phoneBirthText(given.phone, given.birthDate, location.country);
  const told = matchKey ? findEntity(reader, 'known_patient', matchUid(matchHash(matchKey, text))) : null;
  if (told) {
    const { patientUid } = told;
    return { person: { patientUid }, firstName: own?.uid === patientUid ? own.firstName : null };
  }
  return own && { person: { patient: own }, firstName: own.firstName };
}
