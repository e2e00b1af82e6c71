import { sql } from 'drizzle-orm';
import type { Instant } from '#shared/domain/ports.ts';
import type { BusinessDate } from '#shared/domain/service-day.ts';
import type { Stream } from '#shared/protocol/entities.ts';
import type { Database } from '#hub/db/client.ts';

export type Pruning = {
  locationId: number;
  stream: Stream;
  /** Rows older than this may go; devices that have not read so far take a snapshot. */
  before: Instant;
  /** Queue entries of service days before this one may go, too. */
  beforeDay: BusinessDate;
};

/**
 * Takes out of a stream what nobody needs: rows that a later one replaced, entities that are gone, and queue entries of
 * days long over. The last word on everything else stays, for snapshots. Returns how many rows went. First the floor is
 * raised, in a moment, and then rows below it are deleted: at no time does a cursor read over a hole.
 */
export async function pruneFeed(db: Database, { locationId, stream, before, beforeDay }: Pruning): Promise<number> {
  const at = new Date(before).toISOString();
  const raised = await db.execute<{ floor: string }>(sql`
    UPDATE feed_head SET floor = greatest(floor, coalesce((
      SELECT max(seq) FROM feed WHERE location_id = ${locationId} AND stream = ${stream} AND created_at < ${at}::timestamptz
    ), 0))
    WHERE location_id = ${locationId} AND stream = ${stream} RETURNING floor`);
  const floor = Number(raised.rows[0]?.floor ?? 0);
  // The row at the floor itself stays: a cursor that stands on it is known by it.
  const gone = await db.execute(sql`
    DELETE FROM feed AS old
    WHERE location_id = ${locationId} AND stream = ${stream} AND seq < ${floor} AND (
      payload IS NULL
      OR (entity = 'queue_entry' AND payload ->> 'businessDate' < ${beforeDay})
      OR EXISTS (
        SELECT 1 FROM feed AS later
        WHERE later.location_id = old.location_id AND later.stream = old.stream AND later.uid = old.uid
          AND later.entity = old.entity AND later.seq > old.seq))`);
  return gone.rowCount ?? 0;
}
