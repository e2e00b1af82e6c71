import { changeService } from '#shared/protocol/api/directory.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import { defineRoute } from '#hub/http/route.ts';
import { updateService, toServiceReply } from './services.store.ts';

export const changeServiceRoute = defineRoute(
  changeService,
  { roles: ['admin', 'manager'] },
  async ({ input, actor, tx, feed, request, now }) => {
    const { id, ...change } = input;
    const service = await updateService(tx, feed, { id, locationId: actor.locationId }, change);
    await recordAudit(tx, {
      locationId: actor.locationId,
      actor,
      at: now(),
      action: changeService.id,
      entity: 'service',
      entityUid: service.uid,
      requestId: request.id,
      details: { fields: Object.keys(change) },
    });
    return toServiceReply(service);
  },
  { once: true },
);
