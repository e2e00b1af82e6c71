import { withdrawAccess as withdrawAccessContract } from '#shared/protocol/api/appointments.ts';
import { commandScope } from '#hub/http/command-scope.ts';
import { defineRoute } from '#hub/http/route.ts';
import { givePatientToken } from './patient-access.ts';
import { withdrawAccess } from './withdraw-access.ts';

/** A phone was lost, or a link went to the wrong person: what it opens is closed, and the desk hands out another. */
export const withdrawAccessRoute = defineRoute(
  withdrawAccessContract,
  { roles: ['admin', 'manager', 'front_desk'] },
  async (context) => {
    const scope = commandScope(context);
    const appointment = await withdrawAccess(scope, context.input.id);
    return { patient_token: await givePatientToken(appointment, context.hub.keys.patientToken, scope.now) };
  },
);
