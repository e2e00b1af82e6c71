import { z } from 'zod';
import { wholeToken } from '#shared/domain/token.ts';
import { checkInPayloadSchema } from '#shared/protocol/sync.ts';
import type { DisputedField, SyncConflict } from '#shared/protocol/api/conflicts.ts';
import type { patients } from '#hub/db/schema/patients.ts';
import { normalizePhone } from '#hub/features/patients/normalize-phone.ts';
import type { offlineSyncLogs } from '#hub/db/schema/sync.ts';

type Log = typeof offlineSyncLogs.$inferSelect;
type Patient = typeof patients.$inferSelect;

/** Fields that a device may say of a patient, by the protocol's name, and the hub's column for each. */
export const PATIENT_COLUMNS = {
  firstName: 'firstName',
  lastName: 'lastName',
  birthDate: 'dateOfBirth',
  gender: 'gender',
  phone: 'phone',
  email: 'email',
  address: 'address',
  emergencyContactName: 'emergencyContactName',
  emergencyContactPhone: 'emergencyContactPhone',
  insuranceProvider: 'insuranceProvider',
  insuranceNumber: 'insuranceNumber',
} as const satisfies Record<string, keyof Patient>;
export type PatientField = keyof typeof PATIENT_COLUMNS;

const disputesSchema = z.object({
  disputes: z.array(z.object({ field: z.string(), device: z.string().nullable(), hub: z.string().nullable() })),
});
const patientUpdateSchema = z.looseObject({ uid: z.uuid() });

/** Whose record it is about, as far as the entry says. */
export function patientUidOf({ data }: Log): string | null {
  const checkIn = checkInPayloadSchema.safeParse(data);
  if (checkIn.success) return checkIn.data.patient?.uid ?? null;
  const update = patientUpdateSchema.safeParse(data);
  return update.success ? update.data.uid : null;
}

export function tokenOf({ data }: Log): string | null {
  const checkIn = checkInPayloadSchema.safeParse(data);
  return checkIn.success ? wholeToken(checkIn.data.token) : null;
}

/** Where the two sides differ: as noted when they were merged, or else as the entry and the record stand. */
export function compareSides(log: Log, patient: Patient | null, country: string): DisputedField[] {
  const noted = disputesSchema.safeParse(log.conflict);
  const device = noted.success
    ? noted.data.disputes.map(({ field, device: value, hub }) => ({ field, value, hub }))
    : devicePatient(log).map(([field, value]) => ({ field, value, hub: null }));
  return device
    .map(({ field, value, hub }) => ({
      field,
      device: asKept(field, value, country),
      hub: patient ? present(patient, field) : hub,
    }))
    .filter((side) => side.device !== side.hub);
}

/** Taking over the device's side needs a record to write it to and a difference to write. */
export function conflictOptions(fields: readonly DisputedField[], patient: Patient | null): SyncConflict['options'] {
  const known = fields.some(({ field }) => field in PATIENT_COLUMNS);
  return patient && known && patient.mergedIntoId === null
    ? ['keep_hub', 'keep_device', 'handled']
    : ['keep_hub', 'handled'];
}

function devicePatient({ data }: Log): [string, string | null][] {
  const checkIn = checkInPayloadSchema.safeParse(data);
  if (!checkIn.success || checkIn.data.patient === null) return [];
  const { firstName, lastName, birthDate, phone, gender } = checkIn.data.patient;
  const said = { firstName, lastName, birthDate, phone, gender };
  return Object.entries(said).flatMap(([field, value]) => (value === undefined ? [] : [[field, value ?? null]]));
}

/** As the hub would keep it: a phone number typed in another way is no other number. */
function asKept(field: string, value: string | null, country: string): string | null {
  return value !== null && field.toLowerCase().endsWith('phone') ? normalizePhone(value, country) : value;
}

function present(patient: Patient, field: string): string | null {
  return field in PATIENT_COLUMNS ? patient[PATIENT_COLUMNS[field as PatientField]] : null;
}
