import type { Instant } from '#shared/domain/ports.ts';
import type { TransactionScope } from '#hub/db/transact.ts';
import type { Actor, StaffActor } from '#hub/http/actor.ts';
import type { RequestInfo } from '#hub/http/request-info.ts';

/** What every command of the queue works in: one transaction, one location, someone who does it, one moment. */
export type QueueScope = TransactionScope & {
  locationId: number;
  /** Null: the hub itself. */
  actor: Actor | null;
  now: Instant;
  requestId: string | null;
};

type StaffRequest = TransactionScope & { actor: StaffActor; request: RequestInfo; now: () => Instant };

/** Staff act within their own location. */
export function scopeOf({ tx, feed, actor, request, now }: StaffRequest): QueueScope {
  return { tx, feed, locationId: actor.locationId, actor, now: now(), requestId: request.id };
}
