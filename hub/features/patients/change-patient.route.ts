import { changePatient as changePatientContract } from '#shared/protocol/api/patients.ts';
import { STAFF_ROLES } from '#shared/protocol/api/roles.ts';
import { readLocation } from '#hub/features/queue/read-location.ts';
import { commandScope } from '#hub/http/command-scope.ts';
import { defineRoute } from '#hub/http/route.ts';
import { changePatient } from './change-patient.ts';
import { patientColumns } from './patient-columns.ts';
import { patientRow } from './patient-rows.queries.ts';

export const changePatientRoute = defineRoute(
  changePatientContract,
  { roles: STAFF_ROLES },
  async (context) => {
    const { id, rev, ...given } = context.input;
    const scope = commandScope(context);
    const { country } = await readLocation(scope.tx, scope.locationId);
    const patient = await changePatient(scope, { id, rev, columns: patientColumns(given, country) });
    return patientRow(scope.tx, patient);
  },
  { once: true },
);
