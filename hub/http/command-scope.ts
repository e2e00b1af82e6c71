import type { Instant } from '#shared/domain/ports.ts';
import type { TransactionScope } from '#hub/db/transact.ts';
import type { Actor } from './actor.ts';
import type { RequestInfo } from './request-info.ts';

/** What every command works in: one transaction, one location, someone who does it, one moment. */
export type CommandScope = TransactionScope & {
  locationId: number;
  /** Null: the hub itself, or someone who need not say who they are. */
  actor: Actor | null;
  now: Instant;
  requestId: string | null;
};

type ActorRequest = TransactionScope & { actor: Actor; request: RequestInfo; now: () => Instant };

/** Everyone acts within their own location. */
export function commandScope({ tx, feed, actor, request, now }: ActorRequest): CommandScope {
  return { tx, feed, locationId: actor.locationId, actor, now: now(), requestId: request.id };
}
