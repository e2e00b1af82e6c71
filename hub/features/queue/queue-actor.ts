import type { Actor } from '#hub/http/actor.ts';
import type { ActorType } from '#hub/db/schema/queue.ts';

type ActorColumns = { actorType: ActorType; actorUserId: number | null; actorDeviceId: number | null };

/** Who moves a queue entry, as its history keeps it; null: the hub itself. */
export function actorColumns(actor: Actor | null): ActorColumns {
  return {
    actorType: actor?.kind ?? 'system',
    actorUserId: actor?.kind === 'staff' ? actor.userId : null,
    actorDeviceId: actor?.kind === 'device' ? actor.deviceId : null,
  };
}
