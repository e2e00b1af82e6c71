import { asc, sql, type SQL } from 'drizzle-orm';
import { queueManagement } from '#hub/db/schema/queue.ts';

/**
 * Who is called next, as SQL: the one place that says so. The columns hold the domain's order key (`orderKeyOf`), written
 * anew by whatever changes it, so that this order and `compareOrderKeys` are the same.
 */
export function waitingOrder(): SQL[] {
  const { orderTier, orderAt, orderSince, uid } = queueManagement;
  return [asc(orderTier), asc(orderAt), asc(orderSince), asc(uid)];
}

/** One queue: a service, and one doctor or whoever is free. Written as the index `queue_management_next` has it. */
export function isOfQueue(serviceId: number, doctorId: number | null): SQL {
  return sql`${queueManagement.serviceId} = ${serviceId} AND coalesce(${queueManagement.doctorId}, 0) = ${doctorId ?? 0}`;
}
