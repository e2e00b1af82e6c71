import { createStation } from '#shared/protocol/api/directory.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import { defineRoute } from '#hub/http/route.ts';
import { insertStation, toStationReply } from './stations.store.ts';

export const createStationRoute = defineRoute(
  createStation,
  { roles: ['admin', 'manager'] },
  async ({ input, actor, tx, feed, hub, request, now }) => {
    const place = { uid: hub.ids(), locationId: actor.locationId };
    const station = await insertStation(tx, feed, place, input);
    await recordAudit(tx, {
      locationId: actor.locationId,
      actor,
      at: now(),
      action: createStation.id,
      entity: 'station',
      entityUid: station.uid,
      requestId: request.id,
    });
    return toStationReply(station);
  },
  { once: true },
);
