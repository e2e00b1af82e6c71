import { and, eq, isNull, or, type SQL } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import type { QueueRow } from '#shared/protocol/api/queue.ts';
import type { Queryable } from '#hub/db/client.ts';
import { services } from '#hub/db/schema/clinic.ts';
import { queueManagement } from '#hub/db/schema/queue.ts';
import type { Instant } from '#shared/domain/ports.ts';
import { isOpen, isPresent } from './open-entries.ts';
import { placeRows } from './place-rows.ts';
import { readQueueRows } from './queue-rows.queries.ts';
import type { LocationRow } from './read-location.ts';

/** One entry with its place among those of its queue. Throws `queue.not_found`. */
export async function readPlacedRow(
  db: Queryable,
  location: LocationRow,
  queueId: number,
  now: Instant,
): Promise<QueueRow> {
  const [queue] = await db
    .select({
      serviceId: queueManagement.serviceId,
      doctorId: queueManagement.doctorId,
      averageMinutes: services.averageMinutes,
    })
    .from(queueManagement)
    .innerJoin(services, eq(services.id, queueManagement.serviceId))
    .where(and(eq(queueManagement.locationId, location.id), eq(queueManagement.id, queueId)));
  if (!queue) throw new AppError('queue.not_found', { id: queueId });
  const sameQueue = and(
    isPresent(location.id, location, now),
    eq(queueManagement.serviceId, queue.serviceId),
    queue.doctorId === null ? isNull(queueManagement.doctorId) : eq(queueManagement.doctorId, queue.doctorId),
    isOpen(),
  );
  const itself = and(eq(queueManagement.locationId, location.id), eq(queueManagement.id, queueId));
  const rows = await readQueueRows(db, or(itself, sameQueue) as SQL, location.language);
  return placeRows(rows, queue.averageMinutes).find((row) => row.id === queueId)!;
}
