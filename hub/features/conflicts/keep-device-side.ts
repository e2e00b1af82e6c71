import type { DisputedField } from '#shared/protocol/api/conflicts.ts';
import { changePatient } from '#hub/features/patients/change-patient.ts';
import { findPatient } from '#hub/features/patients/patient-rows.queries.ts';
import type { CommandScope } from '#hub/http/command-scope.ts';
import { PATIENT_COLUMNS, type PatientField } from './read-sides.ts';

/** Writes what the device recorded over what the hub holds, in the fields that differ and in no other. */
export async function keepDeviceSide(
  scope: CommandScope,
  patientId: number,
  fields: readonly DisputedField[],
): Promise<void> {
  const { rev } = await findPatient(scope.tx, scope.locationId, patientId);
  const columns = Object.fromEntries(
    fields
      .filter(({ field }) => field in PATIENT_COLUMNS)
      .map(({ field, device }) => [PATIENT_COLUMNS[field as PatientField], device]),
  );
  await changePatient(scope, { id: patientId, rev, columns });
}
