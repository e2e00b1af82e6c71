import { releaseHold as releaseHoldContract } from '#shared/protocol/api/appointments.ts';
import { STAFF_ROLES } from '#shared/protocol/api/roles.ts';
import { defineRoute } from '#hub/http/route.ts';
import { releaseHold } from './hold-slot.ts';

/** Whoever knows a hold's uid made it. Giving it back again is the same as once, so it needs no key. */
export const releaseHoldRoute = defineRoute(
  releaseHoldContract,
  { roles: STAFF_ROLES, orAnyone: true },
  async ({ input, tx }) => {
    await releaseHold(tx, input.uid);
    return {};
  },
);
