import type { Hub } from '#hub/hub.ts';
import type { HubPart } from '#hub/parts.ts';
import { keepWaits } from '#hub/features/waits/keep-waits.ts';
import { systemScheduler } from './system-scheduler.ts';

/** Learns from every move in a queue and publishes how long people wait. */
export async function startWaits(hub: Hub): Promise<HubPart> {
  const waits = keepWaits(hub, systemScheduler);
  const silence = hub.feedMoved.subscribe((heads) => {
    for (const { locationId, stream, seq } of heads) if (stream === 'queue') waits.note(locationId, seq);
  });
  return {
    async stop() {
      silence();
      await waits.stop();
    },
  };
}
