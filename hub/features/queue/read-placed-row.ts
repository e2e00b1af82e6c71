import { and, eq, isNull, type SQL } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import type { Instant } from '#shared/domain/ports.ts';
import type { QueueRow } from '#shared/protocol/api/queue.ts';
import type { Queryable } from '#hub/db/client.ts';
import { services } from '#hub/db/schema/clinic.ts';
import { queueManagement } from '#hub/db/schema/queue.ts';
import { isOpen, isPresent } from './open-entries.ts';
import { placeRows } from './place-rows.ts';
import { readQueueRows, type UnplacedRow } from './queue-rows.queries.ts';
import type { LocationRow } from './read-location.ts';

/** One entry with its place among those of its queue. Throws `queue.not_found`. */
export async function readPlacedRow(
  db: Queryable,
  location: LocationRow,
  queueId: number,
  now: Instant,
): Promise<QueueRow> {
  const itself = and(eq(queueManagement.locationId, location.id), eq(queueManagement.id, queueId)) as SQL;
  const [row] = await readQueueRows(db, itself, location.language);
  if (!row) throw new AppError('queue.not_found', { id: queueId });
  const unplaced = { ...row, queue_position: null, estimated_wait_time_minutes: null };
  // Only who waits has a place to be found among the others.
  if (row.current_status !== 'waiting' || row.held) return unplaced;
  const queue = await readQueueOf(db, location, row, now);
  const [service] = await db
    .select({ averageMinutes: services.averageMinutes })
    .from(services)
    .where(eq(services.id, row.service_id));
  // One of another day waits in nobody's queue.
  return placeRows(queue, service!.averageMinutes).find((other) => other.id === queueId) ?? unplaced;
}

async function readQueueOf(
  db: Queryable,
  location: LocationRow,
  row: UnplacedRow,
  now: Instant,
): Promise<UnplacedRow[]> {
  const sameQueue = and(
    isPresent(location.id, location, now),
    isOpen(),
    eq(queueManagement.serviceId, row.service_id),
    row.doctor_id === null ? isNull(queueManagement.doctorId) : eq(queueManagement.doctorId, row.doctor_id),
  ) as SQL;
  return readQueueRows(db, sameQueue, location.language);
}
