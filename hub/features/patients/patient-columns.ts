import type { RouteInput } from '#hub/http/route.ts';
import type { changePatient, createPatient } from '#shared/protocol/api/patients.ts';
import type { patients } from '#hub/db/schema/patients.ts';
import { normalizePhone } from './normalize-phone.ts';

type Given = Partial<RouteInput<typeof createPatient> & RouteInput<typeof changePatient>>;
type Columns = Partial<typeof patients.$inferInsert>;

/** The columns of those fields that were given: one that was not stays as it is, one that is null is emptied. */
export function patientColumns(given: Given, country: string): Columns {
  const phone = (typed: string | null | undefined) => (typed ? normalizePhone(typed, country) : typed);
  const columns: Columns = {
    firstName: given.first_name,
    lastName: given.last_name,
    dateOfBirth: given.date_of_birth,
    gender: given.gender,
    phone: phone(given.phone),
    email: given.email,
    address: given.address,
    emergencyContactName: given.emergency_contact_name,
    emergencyContactPhone: phone(given.emergency_contact_phone),
    medicalHistory: given.medical_history,
    insuranceProvider: given.insurance_provider,
    insuranceNumber: given.insurance_number,
    communicationPreferences: given.communication_preferences,
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
}
