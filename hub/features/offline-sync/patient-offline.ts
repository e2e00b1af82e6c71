import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { FieldDispute } from '#shared/protocol/api/conflicts.ts';
import { createPatient as createContract } from '#shared/protocol/api/patients.ts';
import type { Op } from '#shared/protocol/sync/op.ts';
import { patientUpdatePayloadSchema } from '#shared/protocol/sync/patient-update-op.ts';
import { patients } from '#hub/db/schema/patients.ts';
import { PATIENT_COLUMNS, type PatientField } from '#hub/features/conflicts/read-sides.ts';
import { auditPatient } from '#hub/features/patients/audit-patient.ts';
import { createPatient } from '#hub/features/patients/create-patient.ts';
import { patientColumns } from '#hub/features/patients/patient-columns.ts';
import { applyPatientUpdate } from '#hub/features/sync/apply-patient-update.ts';
import type { Outcome } from '#hub/features/sync/apply-in-savepoint.ts';
import { findPatientRecord } from './find-record.ts';
import type { OfflineOp } from './offline-op.ts';
import type { OfflineScope } from './offline-scope.ts';
import { namedRecordSchema, readData } from './read-data.ts';

type Patient = typeof patients.$inferSelect;

/** The API's names of what the sync protocol may change of a patient. */
const FIELDS: Readonly<Record<string, PatientField>> = {
  first_name: 'firstName',
  last_name: 'lastName',
  date_of_birth: 'birthDate',
  gender: 'gender',
  phone: 'phone',
  email: 'email',
  address: 'address',
  emergency_contact_name: 'emergencyContactName',
  emergency_contact_phone: 'emergencyContactPhone',
  insurance_provider: 'insuranceProvider',
  insurance_number: 'insuranceNumber',
};

/**
 * Somebody who was registered off line. Whoever is here already under that uid stays as they are; where the two differ,
 * both are kept for staff to look at.
 */
export async function registerOffline(scope: OfflineScope, { data, opId }: OfflineOp): Promise<Outcome> {
  const { tx, locationId, location } = scope;
  const { uid = opId } = readData(z.object({ uid: z.uuid().optional() }), data);
  const input = readData(createContract.body, data);
  const { first_name: firstName, last_name: lastName } = input;
  const columns = { ...patientColumns(input, location.country), firstName, lastName };
  const [known] = await tx
    .select()
    .from(patients)
    .where(and(eq(patients.locationId, locationId), eq(patients.uid, uid)));
  if (known) {
    const disputes = differencesOf(columns, known);
    if (disputes.length === 0) return { outcome: 'synced', code: null, recordId: known.id };
    return { outcome: 'conflict', code: 'sync.patient_differs', recordId: known.id, conflict: { disputes } };
  }
  const { id } = await createPatient(tx, { ...columns, uid, locationId });
  await auditPatient(scope, createContract.id, uid);
  return { outcome: 'synced', code: null, recordId: id };
}

function differencesOf(columns: Partial<Patient>, known: Patient): FieldDispute[] {
  return Object.values(FIELDS).flatMap((field) => {
    const column = PATIENT_COLUMNS[field];
    const [device, hub] = [columns[column], known[column]];
    if (device === undefined || device === hub) return [];
    return [{ field, why: 'changed_twice' as const, base: null, device, hub }];
  });
}

/** What was changed of a patient off line, merged field by field as a device's own changes are. */
export async function changePatientOffline(scope: OfflineScope, { data }: OfflineOp): Promise<Outcome> {
  const named = readData(namedRecordSchema, data);
  const { rev = null, base = {} } = readData(
    z.object({ rev: z.int().min(0).optional(), base: z.record(z.string(), z.unknown()).optional() }),
    data,
  );
  const { id, uid } = await findPatientRecord(scope, named);
  const change = readData(patientUpdatePayloadSchema, { uid, base: renamed(base), set: renamed(data) });
  const op = { baseRev: rev } as Op;
  const { disputes } = await applyPatientUpdate(scope, scope.location.country, op, change);
  if (disputes.length === 0) return { outcome: 'synced', code: null, recordId: id };
  return { outcome: 'conflict', code: 'sync.patient_differs', recordId: id, conflict: { disputes } };
}

function renamed(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([field, value]) => (FIELDS[field] ? [[FIELDS[field], value]] : [])),
  );
}
