import { eq } from 'drizzle-orm';
import type { DeviceReader } from '#shared/device/db/device-database.ts';
import { patient } from '#shared/device/db/schema.ts';
import { phoneBirthText } from '#shared/domain/match-text.ts';
import type { NewPatient } from '#shared/domain/patient.ts';

export type PhoneAndBirthDate = { phone: string; birthDate: string };

/**
 * Whoever registered on this kiosk before with this phone and birth date, when that is one person: of two (twins on their
 * mother's phone) none, and the name is asked. The latest record of the person is given.
 */
export function findPatient(
  reader: DeviceReader,
  { phone, birthDate }: PhoneAndBirthDate,
  country: string,
): NewPatient | null {
  const found = reader
    .select()
    .from(patient)
    .where(eq(patient.matchMark, phoneBirthText(phone, birthDate, country)))
    .all()
    .toSorted((a, b) => b.createdAt - a.createdAt);
  const [latest] = found;
  if (!latest || new Set(found.map(nameOf)).size > 1) return null;
  const { uid, firstName, lastName, gender } = latest;
  return { uid, firstName, lastName, birthDate, phone: latest.phone, ...(gender ? { gender } : {}) } as NewPatient;
}

function nameOf({ firstName, lastName }: { firstName: string; lastName: string }): string {
  return `${firstName}\n${lastName}`.toLocaleLowerCase('und');
}
