import { patientHistory } from '#shared/protocol/api/patients.ts';
import { STAFF_ROLES } from '#shared/protocol/api/roles.ts';
import { readLocation } from '#hub/features/queue/read-location.ts';
import { commandScope } from '#hub/http/command-scope.ts';
import { defineRoute } from '#hub/http/route.ts';
import { auditPatient } from './audit-patient.ts';
import { patientFamily } from './patient-family.queries.ts';
import { readBookings, readVisits } from './patient-history.queries.ts';
import { findPatient } from './patient-rows.queries.ts';

export const patientHistoryRoute = defineRoute(patientHistory, { roles: STAFF_ROLES }, async (context) => {
  const scope = commandScope(context);
  const { tx, locationId } = scope;
  const { id, limit } = context.input;
  const patient = await findPatient(tx, locationId, id);
  const { language } = await readLocation(tx, locationId);
  const whose = { locationId, patientIds: await patientFamily(tx, locationId, id), language, limit };
  await auditPatient(scope, patientHistory.id, patient.uid);
  return { visits: await readVisits(tx, whose), appointments: await readBookings(tx, whose) };
});
