import type { ActorType } from '#hub/db/schema/queue.ts';

/** Who moves a queue entry. */
export type Actor = { type: 'staff'; userId: number } | { type: 'device'; deviceId: number } | { type: 'system' };

export function actorColumns(actor: Actor): {
  actorType: ActorType;
  actorUserId: number | null;
  actorDeviceId: number | null;
} {
  return {
    actorType: actor.type,
    actorUserId: actor.type === 'staff' ? actor.userId : null,
    actorDeviceId: actor.type === 'device' ? actor.deviceId : null,
  };
}
