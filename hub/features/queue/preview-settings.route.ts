import { previewQueueSettings } from '#shared/protocol/api/queue.ts';
import { defineRoute } from '#hub/http/route.ts';
import { previewQueues } from './preview-queues.ts';
import { readLocation } from './read-location.ts';

export const previewSettingsRoute = defineRoute(
  previewQueueSettings,
  { roles: ['admin', 'manager'] },
  async ({ tx, actor, input, now }) => previewQueues(tx, await readLocation(tx, actor.locationId), input.value, now()),
);
