import { callNext as callNextContract } from '#shared/protocol/api/queue.ts';
import { STAFF_ROLES } from '#shared/protocol/api/roles.ts';
import { defineRoute } from '#hub/http/route.ts';
import { callNext } from './call-next.ts';
import { findDoctor, findService, findStation } from './find-place.ts';
import { scopeOf } from './queue-scope.ts';
import { readLocation } from './read-location.ts';
import { readPlacedRow } from './read-placed-row.ts';

/** A desk asks for its next patient. An empty queue is an ordinary answer, not an error. */
export const callNextRoute = defineRoute(
  callNextContract,
  { roles: STAFF_ROLES },
  async (context) => {
    const { input } = context;
    const scope = scopeOf(context);
    const { tx, locationId, now } = scope;
    const [location, station] = await Promise.all([
      readLocation(tx, locationId),
      findStation(tx, locationId, input.station_id),
      findService(tx, locationId, input.service_id),
      input.doctor_id === null ? null : findDoctor(tx, locationId, input.doctor_id),
    ]);
    const next = { location, serviceId: input.service_id, doctorId: input.doctor_id, stationUid: station.uid };
    const queueId = await callNext(scope, next);
    return { called: queueId === null ? null : await readPlacedRow(tx, location, queueId, now) };
  },
  { once: true },
);
