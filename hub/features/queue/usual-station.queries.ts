import { and, asc, eq, sql } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import type { Transaction } from '#hub/db/client.ts';
import { stations } from '#hub/db/schema/clinic.ts';
import { users } from '#hub/db/schema/staff.ts';
import type { QueueScope } from './queue-scope.ts';

type Called = { doctorUid: string | null; stationUid: string | null };

/**
 * Where somebody is called to when the caller does not say: where they were called to before, their doctor's station, that of
 * whoever calls, or the only one there is. Throws `queue.station_needed` where none of these tells.
 */
export async function usualStation({ tx, locationId, actor }: QueueScope, entry: Called): Promise<number> {
  const userId = actor?.kind === 'staff' ? actor.userId : 0;
  const active = await tx
    .select({ id: stations.id, uid: stations.uid })
    .from(stations)
    .where(and(eq(stations.locationId, locationId), eq(stations.active, true)))
    .orderBy(asc(stations.id));
  const people = await stationsOf(tx, locationId, entry.doctorUid, userId);
  const wanted = [
    active.find((station) => station.uid === entry.stationUid)?.id,
    people.find((one) => one.uid === entry.doctorUid)?.stationId,
    people.find((one) => one.id === userId)?.stationId,
    active.length === 1 ? active[0]?.id : undefined,
  ];
  const found = wanted.find((id) => active.some((station) => station.id === id));
  if (typeof found !== 'number') throw new AppError('queue.station_needed');
  return found;
}

async function stationsOf(tx: Transaction, locationId: number, doctorUid: string | null, userId: number) {
  return tx
    .select({ id: users.id, uid: users.uid, stationId: users.stationId })
    .from(users)
    .where(and(eq(users.locationId, locationId), sql`(${users.uid} = ${doctorUid}::uuid OR ${users.id} = ${userId})`));
}
