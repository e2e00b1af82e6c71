import { patientDuplicates } from '#shared/protocol/api/patients.ts';
import { STAFF_ROLES } from '#shared/protocol/api/roles.ts';
import { commandScope } from '#hub/http/command-scope.ts';
import { defineRoute } from '#hub/http/route.ts';
import { auditPatient } from './audit-patient.ts';
import { findDuplicates } from './find-duplicates.ts';
import { findPatient } from './patient-rows.queries.ts';

export const patientDuplicatesRoute = defineRoute(patientDuplicates, { roles: STAFF_ROLES }, async (context) => {
  const scope = commandScope(context);
  const patient = await findPatient(scope.tx, scope.locationId, context.input.id);
  const duplicates = await findDuplicates(scope.tx, patient);
  const ids = duplicates.map((duplicate) => duplicate.patient.id);
  await auditPatient(scope, patientDuplicates.id, patient.uid, { ids });
  return duplicates;
});
