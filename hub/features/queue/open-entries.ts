import { and, eq, gte, inArray, or, sql, type SQL } from 'drizzle-orm';
import type { Instant } from '#shared/domain/ports.ts';
import { serviceDayOf, type ServiceDayRule } from '#shared/domain/service-day.ts';
import { queueManagement } from '#hub/db/schema/queue.ts';

/** Who came in so lately is still in the house when the day changes. */
export const NIGHT_MS = 12 * 3_600_000;

/**
 * The entries that are of today's business: those of the present service day, and those who came in the last twelve
 * hours. So nobody vanishes from a board at the cut-over, and nobody who left yesterday without being called is called
 * this morning.
 */
export function isPresent(locationId: number, rule: ServiceDayRule, now: Instant): SQL {
  return and(
    eq(queueManagement.locationId, locationId),
    or(gte(queueManagement.businessDate, serviceDayOf(now, rule)), gte(queueManagement.checkInTime, now - NIGHT_MS)),
  ) as SQL;
}

/**
 * May be called: waiting, and not passed over on purpose. The status stands in the text, as in the index
 * `queue_management_next`: a plan that is kept for any parameter could not use it.
 */
export function isCallable(): SQL {
  return sql`(${queueManagement.currentStatus} = 'waiting' AND ${queueManagement.heldSince} IS NULL)`;
}

/** Shown on a board: still in the house, or called in vain and perhaps coming back. */
export function isOpen(): SQL {
  return inArray(queueManagement.currentStatus, ['waiting', 'called', 'in_consultation', 'no_show']);
}
