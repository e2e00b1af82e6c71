import { unmergePatient as unmergePatientContract } from '#shared/protocol/api/patients.ts';
import { commandScope } from '#hub/http/command-scope.ts';
import { defineRoute } from '#hub/http/route.ts';
import { unmergePatient } from './merge-patient.ts';
import { patientRow } from './patient-rows.queries.ts';

export const unmergePatientRoute = defineRoute(
  unmergePatientContract,
  { roles: ['admin', 'manager', 'front_desk'] },
  async (context) => patientRow(context.tx, await unmergePatient(commandScope(context), context.input.id)),
  { once: true },
);
