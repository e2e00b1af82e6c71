import { getPatient } from '#shared/protocol/api/patients.ts';
import { STAFF_ROLES } from '#shared/protocol/api/roles.ts';
import { commandScope } from '#hub/http/command-scope.ts';
import { defineRoute } from '#hub/http/route.ts';
import { auditPatient } from './audit-patient.ts';
import { findPatient, patientRow } from './patient-rows.queries.ts';

/** Reading a patient leaves a trace, as changing one does. */
export const getPatientRoute = defineRoute(getPatient, { roles: STAFF_ROLES }, async (context) => {
  const scope = commandScope(context);
  const patient = await findPatient(scope.tx, scope.locationId, context.input.id);
  await auditPatient(scope, getPatient.id, patient.uid);
  return patientRow(scope.tx, patient);
});
