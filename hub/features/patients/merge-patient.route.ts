import { mergePatient as mergePatientContract } from '#shared/protocol/api/patients.ts';
import { commandScope } from '#hub/http/command-scope.ts';
import { defineRoute } from '#hub/http/route.ts';
import { mergePatient } from './merge-patient.ts';
import { patientRow } from './patient-rows.queries.ts';

export const mergePatientRoute = defineRoute(
  mergePatientContract,
  { roles: ['admin', 'manager', 'front_desk'] },
  async (context) => {
    const { id, into_id: intoId } = context.input;
    return patientRow(context.tx, await mergePatient(commandScope(context), id, intoId));
  },
  { once: true },
);
