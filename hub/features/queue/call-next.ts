import { and, eq, isNull } from 'drizzle-orm';
import { queueManagement } from '#hub/db/schema/queue.ts';
import { applyEvent } from './apply-event.ts';
import { isCallable, isPresent } from './open-entries.ts';
import type { LocationRow } from './read-location.ts';
import type { QueueScope } from './queue-scope.ts';
import { waitingOrder } from './waiting-order.ts';

export type NextCall = { location: LocationRow; serviceId: number; doctorId: number | null; stationUid: string };

/** Calls the first who waits in a queue to a station. Gives the entry's id, or null when nobody waits. */
export async function callNext(scope: QueueScope, call: NextCall): Promise<number | null> {
  const { tx, locationId, now } = scope;
  const [next] = await tx
    .select({ id: queueManagement.id })
    .from(queueManagement)
    .where(
      and(
        isPresent(locationId, call.location, now),
        isCallable(),
        eq(queueManagement.serviceId, call.serviceId),
        call.doctorId === null ? isNull(queueManagement.doctorId) : eq(queueManagement.doctorId, call.doctorId),
      ),
    )
    .orderBy(...waitingOrder())
    .limit(1)
    // Two desks that press "next" at once must get two different people, and neither may wait for the other.
    .for('update', { skipLocked: true });
  if (!next) return null;
  await applyEvent(scope, { queueId: next.id, event: { type: 'call', stationUid: call.stationUid } });
  return next.id;
}
