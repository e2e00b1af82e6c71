import { sql } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import type { Stream } from '#shared/protocol/entities.ts';
import type { Queryable } from './client.ts';

/** One change as devices will read it; `payload` null: the entity is gone. */
export type FeedEntry = { entity: string; uid: string; rev: number; payload: Record<string, unknown> | null };
/** Where a stream of a location stands after a commit. */
export type FeedHead = { locationId: number; stream: Stream; seq: number };

/**
 * Appends rows to a location's stream and gives the number of the last one. It must be the transaction's last statement:
 * from here to the commit it holds the lock of the counter row, and that lock is what makes the numbers gapless and
 * commit-ordered, so that a cursor can never pass a row. Take several streams in the order of location and name.
 */
export async function appendFeed(
  tx: Queryable,
  locationId: number,
  stream: Stream,
  rows: readonly FeedEntry[],
): Promise<number> {
  if (rows.length === 0) throw new AppError('feed.nothing_to_append', { locationId, stream });
  // One JSON parameter instead of an array a column: a list of JSON texts inside a Postgres array would be quoted twice.
  const result = await tx.execute<{ seq: string }>(sql`
    WITH head AS (
      UPDATE feed_head SET seq = seq + ${rows.length}
      WHERE location_id = ${locationId} AND stream = ${stream} RETURNING seq
    )
    INSERT INTO feed (location_id, stream, seq, entity, uid, rev, payload)
    SELECT ${locationId}, ${stream}, head.seq - ${rows.length} + line.ord,
           line.value->>'entity', (line.value->>'uid')::uuid, (line.value->>'rev')::int, nullif(line.value->'payload', 'null')
    FROM head, jsonb_array_elements(${JSON.stringify(rows)}::jsonb) WITH ORDINALITY AS line (value, ord)
    RETURNING seq`);
  if (result.rows.length !== rows.length) throw new AppError('feed.no_such_stream', { locationId, stream });
  return Math.max(...result.rows.map((row) => Number(row.seq)));
}
