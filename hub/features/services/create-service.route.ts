import { createService } from '#shared/protocol/api/directory.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import { defineRoute } from '#hub/http/route.ts';
import { insertService, toServiceReply } from './services.store.ts';

export const createServiceRoute = defineRoute(
  createService,
  { roles: ['admin', 'manager'] },
  async ({ input, actor, tx, feed, hub, request, now }) => {
    const place = { uid: hub.ids(), locationId: actor.locationId };
    const service = await insertService(tx, feed, place, input);
    await recordAudit(tx, {
      locationId: actor.locationId,
      actor,
      at: now(),
      action: createService.id,
      entity: 'service',
      entityUid: service.uid,
      requestId: request.id,
    });
    return toServiceReply(service);
  },
  { once: true },
);
