import { and, eq } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import type { FieldDispute } from '#shared/protocol/api/conflicts.ts';
import type { Op } from '#shared/protocol/sync/op.ts';
import type { PatientFields, PatientUpdatePayload } from '#shared/protocol/sync/patient-update-op.ts';
import { patients } from '#hub/db/schema/patients.ts';
import { changePatient } from '#hub/features/patients/change-patient.ts';
import { normalizePhone } from '#hub/features/patients/normalize-phone.ts';
import type { CommandScope } from '#hub/http/command-scope.ts';
import { mergePatientFields } from './merge-patient-fields.ts';

export type MergedPatient = { patientId: number; disputes: FieldDispute[] };

/** Merges what a device changed of a patient. Throws `sync.unknown_patient`, and `patient.merged` for a joined record. */
export async function applyPatientUpdate(
  scope: CommandScope,
  country: string,
  op: Op,
  { uid, base, set }: PatientUpdatePayload,
): Promise<MergedPatient> {
  const [known] = await scope.tx
    .select()
    .from(patients)
    .where(and(eq(patients.uid, uid), eq(patients.locationId, scope.locationId)))
    .for('update');
  if (!known) throw new AppError('sync.unknown_patient', { uid });
  const { dateOfBirth, ...rest } = known;
  const withPhones = (fields: PatientFields): PatientFields => normalizePhones(fields, country);
  const { apply, disputes } = mergePatientFields({ ...rest, birthDate: dateOfBirth }, op.baseRev, {
    base: withPhones(base),
    set: withPhones(set),
  });
  const { birthDate, ...columns } = apply;
  const change = { ...columns, ...(birthDate === undefined ? {} : { dateOfBirth: birthDate }) };
  if (Object.keys(change).length > 0) await changePatient(scope, { id: known.id, rev: known.rev, columns: change });
  return { patientId: known.id, disputes };
}

function normalizePhones(fields: PatientFields, country: string): PatientFields {
  const { phone, emergencyContactPhone } = fields;
  return {
    ...fields,
    ...(phone ? { phone: normalizePhone(phone, country) } : {}),
    ...(emergencyContactPhone ? { emergencyContactPhone: normalizePhone(emergencyContactPhone, country) } : {}),
  };
}
