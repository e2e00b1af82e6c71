import type { MatchSubject } from '#shared/domain/patient-match/match-patients.ts';
import type { patients } from '#hub/db/schema/patients.ts';

type Described = Pick<typeof patients.$inferSelect, 'firstName' | 'lastName' | 'dateOfBirth' | 'phone' | 'gender'>;

/** What a kiosk writes for someone who gave no birth date: nobody alive was born on it, and it says nothing. */
const UNKNOWN_BIRTH_DATE = '1900-01-01';

/** A stored patient as the matcher compares people: what is not known is neither like nor unlike anything. */
export function matchSubject({ firstName, lastName, dateOfBirth, phone, gender }: Described): MatchSubject {
  return {
    firstName,
    lastName,
    birthDate: dateOfBirth === UNKNOWN_BIRTH_DATE ? null : dateOfBirth,
    phone: phone || null,
    gender,
  };
}
