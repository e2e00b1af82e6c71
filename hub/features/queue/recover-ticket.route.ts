import { recoverTicket as recoverContract } from '#shared/protocol/api/queue.ts';
import { STAFF_ROLES } from '#shared/protocol/api/roles.ts';
import { locationMatchKey } from '#hub/features/appointments/appointment-feed.ts';
import { defineRoute } from '#hub/http/route.ts';
import { scopeOf } from './queue-scope.ts';
import { readLocation } from './read-location.ts';
import { readPlacedRow } from './read-placed-row.ts';
import { recoverTicket } from './recover-ticket.ts';

export const recoverTicketRoute = defineRoute(
  recoverContract,
  { roles: STAFF_ROLES },
  async (context) => {
    const { input, hub } = context;
    const scope = scopeOf(context);
    const location = await readLocation(scope.tx, scope.locationId);
    const queueId = await recoverTicket(scope, hub.ids, locationMatchKey(hub.keys.kioskMatch, location.uid).bytes, {
      ticket: input.ticket,
      serviceId: input.service_id,
      doctorId: input.doctor_id ?? null,
      patientId: input.patient_id ?? null,
    });
    return readPlacedRow(scope.tx, location, queueId, scope.now);
  },
  { once: true },
);
