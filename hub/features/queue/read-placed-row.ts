import { and, eq, sql, type SQL } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import type { Instant } from '#shared/domain/ports.ts';
import type { QueueRow } from '#shared/protocol/api/queue.ts';
import type { Queryable } from '#hub/db/client.ts';
import { services } from '#hub/db/schema/clinic.ts';
import { queueManagement } from '#hub/db/schema/queue.ts';
import { estimateWaitMinutes } from './estimate-wait.ts';
import { isCallable, isOpen, isPresent } from './open-entries.ts';
import { readQueueRows, type UnplacedRow } from './queue-rows.queries.ts';
import type { LocationRow } from './read-location.ts';
import { isOfQueue } from './waiting-order.ts';

/** One entry with its place among those of its queue. Throws `queue.not_found`. */
export async function readPlacedRow(
  db: Queryable,
  location: LocationRow,
  queueId: number,
  now: Instant,
): Promise<QueueRow> {
  const itself = and(eq(queueManagement.locationId, location.id), eq(queueManagement.id, queueId)) as SQL;
  const [row] = await readQueueRows(db, location, itself, now);
  if (!row) throw new AppError('queue.not_found', { id: queueId });
  const mayWait = row.current_status === 'waiting' && !row.held;
  const position = mayWait ? await readPosition(db, location, queueId, now) : null;
  if (position === null) return { ...row, queue_position: null, estimated_wait_time_minutes: null };
  const estimate = row.wait_range?.upper ?? (await estimateByAverage(db, location, row, position, now));
  return { ...row, queue_position: position, estimated_wait_time_minutes: estimate };
}

/** 1 is called next; null for who is not waiting to be called today. Counts, and does not read the queue. */
export async function readPosition(
  db: Queryable,
  location: LocationRow,
  queueId: number,
  now: Instant,
): Promise<number | null> {
  const { locationId, id, orderTier, orderAt, orderSince, uid, serviceId, doctorId } = queueManagement;
  const [own] = await db
    .select({ serviceId, doctorId })
    .from(queueManagement)
    .where(and(isPresent(location.id, location, now), isCallable(), eq(id, queueId)));
  if (!own) return null;
  const key = sql`(SELECT own.order_tier, own.order_at, own.order_since, own.uid FROM queue_management own
    WHERE own.location_id = ${location.id} AND own.id = ${queueId})`;
  const before = sql`(${orderTier}, ${orderAt}, ${orderSince}, ${uid}) < ${key}`;
  const ahead = and(
    eq(locationId, location.id),
    isPresent(location.id, location, now),
    isCallable(),
    isOfQueue(own.serviceId, own.doctorId),
    before,
  );
  return (await db.$count(queueManagement, ahead)) + 1;
}

async function estimateByAverage(
  db: Queryable,
  location: LocationRow,
  row: UnplacedRow,
  position: number,
  now: Instant,
): Promise<number> {
  const busy = and(
    isPresent(location.id, location, now),
    isOpen(),
    isOfQueue(row.service_id, row.doctor_id),
    eq(queueManagement.currentStatus, 'in_consultation'),
  );
  const [service] = await db
    .select({ averageMinutes: services.averageMinutes })
    .from(services)
    .where(eq(services.id, row.service_id));
  const isBusy = (await db.$count(queueManagement, busy)) > 0;
  return estimateWaitMinutes({ position, averageMinutes: service!.averageMinutes, isBusy });
}
