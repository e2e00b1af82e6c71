import { and } from 'drizzle-orm';
import { queueManagement } from '#hub/db/schema/queue.ts';
import { applyTo } from './apply-event.ts';
import { isCallable, isPresent } from './open-entries.ts';
import { shareOrder } from './order-lock.ts';
import { lockQueueEntry, type StoredEntry } from './queue-entry.store.ts';
import type { LocationRow } from './read-location.ts';
import type { QueueScope } from './queue-scope.ts';
import { isOfQueue, waitingOrder } from './waiting-order.ts';

export type NextCall = { location: LocationRow; serviceId: number; doctorId: number | null; stationUid: string };

/** Calls the first who waits in a queue to a station. Gives the entry's id, or null when nobody waits. */
export async function callNext(scope: QueueScope, call: NextCall): Promise<number | null> {
  const [, free] = await Promise.all([shareOrder(scope.tx, scope.locationId), lockFirst(scope, call, true)]);
  // Nobody but those whom others hold at this moment: what they do with them decides whether the queue is empty.
  const first = free ?? (await lockFirst(scope, call, false));
  if (first) await applyTo(scope, first, { type: 'call', stationUid: call.stationUid });
  return first?.id ?? null;
}

async function lockFirst(
  { tx, locationId, now }: QueueScope,
  call: NextCall,
  skipLocked: boolean,
): Promise<StoredEntry | null> {
  const first = tx
    .select({ id: queueManagement.id })
    .from(queueManagement)
    .where(and(isPresent(locationId, call.location, now), isCallable(), isOfQueue(call.serviceId, call.doctorId)))
    .orderBy(...waitingOrder())
    .limit(1)
    // Two desks that press "next" at once must get two different people, and neither may wait for the other.
    .for('update', skipLocked ? { skipLocked } : {});
  return lockQueueEntry(tx, locationId, first);
}
