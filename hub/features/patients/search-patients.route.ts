import { searchPatients as searchPatientsContract } from '#shared/protocol/api/patients.ts';
import { STAFF_ROLES } from '#shared/protocol/api/roles.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import { readLocation } from '#hub/features/queue/read-location.ts';
import { commandScope } from '#hub/http/command-scope.ts';
import { defineRoute } from '#hub/http/route.ts';
import { parseSearch } from './parse-search.ts';
import { patientSummary } from './patient-rows.queries.ts';
import { searchPatients } from './search-patients.ts';

/** Leaves a trace of who was shown, never of what was typed: that is someone's name. */
export const searchPatientsRoute = defineRoute(searchPatientsContract, { roles: STAFF_ROLES }, async (context) => {
  const { q, limit, offset } = context.input;
  const scope = commandScope(context);
  const { tx, locationId } = scope;
  const { country } = await readLocation(tx, locationId);
  const found = await searchPatients(tx, locationId, parseSearch(q, country), { limit, offset });
  await recordAudit(tx, {
    locationId,
    actor: scope.actor,
    at: scope.now,
    requestId: scope.requestId,
    action: searchPatientsContract.id,
    entity: 'patient',
    entityUid: null,
    details: { ids: found.patients.map((patient) => patient.id) },
  });
  return { patients: found.patients.map(patientSummary), has_more: found.hasMore };
});
