import { and, asc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Instant } from '#shared/domain/ports.ts';
import { serviceDayOf } from '#shared/domain/service-day.ts';
import type { Queryable } from '#hub/db/client.ts';
import { locations } from '#hub/db/schema/clinic.ts';
import { queueManagement } from '#hub/db/schema/queue.ts';
import type { Hub } from '#hub/hub.ts';
import { NIGHT_MS } from '#hub/features/queue/open-entries.ts';
import { DAY_ENDED, endEntry } from './end-entry.ts';

/** A transaction: nobody at a desk waits long for it. */
const BATCH = 100;
/** One whose end was taken back is left alone for so long: the next day's end finds it again. */
const LEFT_ALONE_MS = 20 * 3_600_000;

/**
 * Ends what was left open on earlier days, at every location. No board shows such an entry and no "next" calls it, so
 * nothing else would ever end it. Nothing is deleted: each has the end in its history, where it can be taken back. Tells
 * how many there were. Run twice at once it does no harm.
 */
export async function endDays(hub: Pick<Hub, 'db' | 'transact' | 'clock'>): Promise<number> {
  let ended = 0;
  for (const location of await hub.db.select().from(locations)) {
    for (let found = BATCH; found === BATCH;) {
      const now = hub.clock();
      const ids = await findUnended(hub.db, location, now);
      found = ids.length;
      const scope = { locationId: location.id, actor: null, now, requestId: null };
      const count = await hub.transact(async ({ tx, feed }) => {
        let done = 0;
        for (const id of ids) if (await endEntry({ ...scope, tx, feed }, id)) done += 1;
        return done;
      });
      ended += count;
      // All of them were ended by somebody else, or cannot be: no reason to look at them again and again.
      if (count === 0) break;
    }
  }
  return ended;
}

async function findUnended(db: Queryable, location: typeof locations.$inferSelect, now: Instant): Promise<number[]> {
  const rows = await db
    .select({ id: queueManagement.id })
    .from(queueManagement)
    .where(
      and(
        eq(queueManagement.locationId, location.id),
        inArray(queueManagement.currentStatus, ['waiting', 'called', 'in_consultation']),
        lt(queueManagement.businessDate, serviceDayOf(now, location)),
        lt(queueManagement.checkInTime, now - NIGHT_MS),
        sql`NOT EXISTS (SELECT 1 FROM queue_events AS event
          WHERE event.location_id = ${location.id} AND event.queue_id = ${queueManagement.id}
            AND event.type = ${DAY_ENDED}
            AND event.recorded_at > ${new Date(now - LEFT_ALONE_MS).toISOString()}::timestamptz)`,
      ),
    )
    .orderBy(asc(queueManagement.id))
    .limit(BATCH);
  return rows.map((row) => row.id);
}
