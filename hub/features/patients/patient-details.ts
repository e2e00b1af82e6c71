import type { Gender, NewPatient } from '#shared/domain/patient.ts';
import { normalizePhone } from './normalize-phone.ts';

/** Who a person says they are, as the register writes it. */
export type PatientDetails = {
  firstName: string;
  lastName: string;
  dateOfBirth: string | null;
  gender: Gender | null;
  phone: string | null;
};

/** `country`: ISO 3166-1 alpha-2, for phone numbers without a country code. */
export function detailsOf(patient: NewPatient, country: string): PatientDetails {
  return {
    firstName: patient.firstName,
    lastName: patient.lastName,
    dateOfBirth: patient.birthDate,
    gender: patient.gender ?? null,
    phone: normalizePhone(patient.phone, country),
  };
}

/** Whether somebody gives other details than the record has; a gender that is not given is no contradiction. */
export function differsFrom(known: PatientDetails, given: PatientDetails): boolean {
  return (
    known.firstName !== given.firstName ||
    known.lastName !== given.lastName ||
    known.dateOfBirth !== given.dateOfBirth ||
    known.phone !== given.phone ||
    (given.gender !== null && known.gender !== given.gender)
  );
}
