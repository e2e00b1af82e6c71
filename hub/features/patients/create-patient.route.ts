import { createPatient as createPatientContract } from '#shared/protocol/api/patients.ts';
import { STAFF_ROLES } from '#shared/protocol/api/roles.ts';
import { readLocation } from '#hub/features/queue/read-location.ts';
import { commandScope } from '#hub/http/command-scope.ts';
import { defineRoute } from '#hub/http/route.ts';
import { auditPatient } from './audit-patient.ts';
import { createPatient } from './create-patient.ts';
import { patientColumns } from './patient-columns.ts';
import { patientRow } from './patient-rows.queries.ts';

export const createPatientRoute = defineRoute(
  createPatientContract,
  { roles: STAFF_ROLES },
  async (context) => {
    const { input, hub } = context;
    const scope = commandScope(context);
    const { tx, locationId } = scope;
    const { country } = await readLocation(tx, locationId);
    const { first_name: firstName, last_name: lastName } = input;
    const columns = { ...patientColumns(input, country), firstName, lastName, uid: hub.ids(), locationId };
    const patient = await createPatient(tx, columns);
    await auditPatient(scope, createPatientContract.id, patient.uid);
    return patientRow(tx, patient);
  },
  { once: true },
);
