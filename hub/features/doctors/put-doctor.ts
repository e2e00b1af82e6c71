import { eq } from 'drizzle-orm';
import type { Queryable } from '#hub/db/client.ts';
import type { FeedBuffer } from '#hub/db/feed-buffer.ts';
import { services, stations } from '#hub/db/schema/clinic.ts';
import { toDoctor } from '#hub/features/directory/synced-views.ts';
import type { UserRow } from '#hub/features/users/staff-user.ts';

/** Tells devices how a doctor now is. */
export async function putDoctor(tx: Queryable, feed: FeedBuffer, doctor: UserRow): Promise<void> {
  const [service] = await tx
    .select({ uid: services.uid })
    .from(services)
    .where(eq(services.id, doctor.serviceId ?? 0));
  const [station] = await tx
    .select({ uid: stations.uid })
    .from(stations)
    .where(eq(stations.id, doctor.stationId ?? 0));
  const view = toDoctor(doctor, { serviceUid: service?.uid, stationUid: station?.uid });
  feed.put(doctor.locationId, 'doctor', doctor.rev, view);
}
