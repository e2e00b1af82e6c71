import { changeStation } from '#shared/protocol/api/directory.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import { defineRoute } from '#hub/http/route.ts';
import { updateStation, toStationReply } from './stations.store.ts';

export const changeStationRoute = defineRoute(
  changeStation,
  { roles: ['admin', 'manager'] },
  async ({ input, actor, tx, feed, request, now }) => {
    const { id, ...change } = input;
    const station = await updateStation(tx, feed, { id, locationId: actor.locationId }, change);
    await recordAudit(tx, {
      locationId: actor.locationId,
      actor,
      at: now(),
      action: changeStation.id,
      entity: 'station',
      entityUid: station.uid,
      requestId: request.id,
      details: { fields: Object.keys(change) },
    });
    return toStationReply(station);
  },
  { once: true },
);
