import { z } from 'zod';
import { wholeToken } from '#shared/domain/token.ts';
import { checkInPayloadSchema } from '#shared/protocol/sync/check-in-op.ts';
import { canMoveAppointment } from '#shared/domain/appointment.ts';
import { availableSlotSchema, type AvailableSlot } from '#shared/protocol/api/availability.ts';
import type { DisputedField, SyncConflict } from '#shared/protocol/api/conflicts.ts';
import type { patients } from '#hub/db/schema/patients.ts';
import { fieldsOf } from '#hub/features/appointments/appointment-fields.ts';
import { normalizePhone } from '#hub/features/patients/normalize-phone.ts';
import type { offlineSyncLogs } from '#hub/db/schema/sync.ts';
import type { ConflictRecords } from './conflict-records.queries.ts';

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

const sideSchema = z.string().nullable();
const disputesSchema = z.object({
  disputes: z.array(
    z.object({ field: z.string(), base: sideSchema.default(null), device: sideSchema, hub: sideSchema }),
  ),
});
const alternativesSchema = z.object({ alternatives: z.array(availableSlotSchema) });
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

/** The nearest slots that were free when an appointment lost its own. */
export function alternativesOf({ conflict }: Log): AvailableSlot[] {
  const found = alternativesSchema.safeParse(conflict);
  return found.success ? found.data.alternatives : [];
}

/** Where the two sides differ: as noted when they were merged, or else as the entry and the record stand. */
export function compareSides(log: Log, { patient, appointment }: ConflictRecords, country: string): DisputedField[] {
  const noted = disputesSchema.safeParse(log.conflict);
  const sides = noted.success
    ? noted.data.disputes
    : devicePatient(log).map(([field, device]) => ({ field, base: null, device, hub: null }));
  const booked: Record<string, string | null> | null = appointment && fieldsOf(appointment);
  return sides
    .map(({ field, base, device, hub }) => ({
      field,
      base,
      device: asKept(field, device, country),
      hub: booked ? (booked[field] ?? null) : patient ? present(patient, field) : hub,
    }))
    .filter((side) => side.device !== side.hub);
}

/** Which resolutions make sense: taking over the device's side needs a record to write it to, and a difference to write. */
export function conflictOptions(
  { code }: Log,
  fields: readonly DisputedField[],
  { patient, appointment }: ConflictRecords,
): SyncConflict['options'] {
  if (appointment) {
    const isOpen = canMoveAppointment(appointment.status, 'reschedule') && appointment.queueToken === null;
    const hasLost = code === 'sync.needs_rebooking' || code === 'appointment.slot_taken';
    if (hasLost) return [...(isOpen ? ['rebook' as const] : []), 'keep_hub', 'handled'];
    return fields.length > 0 ? ['keep_hub', 'keep_device', 'handled'] : ['keep_hub', 'handled'];
  }
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
