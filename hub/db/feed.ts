import { sql } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import type { Stream } from '#shared/protocol/entities.ts';
import type { Queryable } from './client.ts';
import { postgresCode } from './postgres-error.ts';

/** One change as devices will read it; `payload` null: the entity is gone. */
export type FeedEntry = { entity: string; uid: string; rev: number; payload: Record<string, unknown> | null };
/** Where a stream of a location stands after a commit. */
export type FeedHead = { locationId: number; stream: Stream; seq: number };

/**
 * Where a commit that moved a stream is announced (Postgres NOTIFY, JSON of a FeedHead) to every process of the hub.
 * Being part of the transaction, the announcement of one that is rolled back is never heard.
 */
export const FEED_CHANNEL = 'anteroom_feed';
const NOT_NULL_VIOLATION = '23502';

/**
 * Appends rows to a location's stream and gives the number of the last one; the statement has been asked for when the call
 * returns its promise. It must be the transaction's last statement: from here to the commit it holds the lock of the counter
 * row, and that lock is what makes the numbers gapless and commit-ordered, so that a cursor can never pass a row. Take
 * several streams in the order of location and name.
 */
export async function appendFeed(
  tx: Queryable,
  locationId: number,
  stream: Stream,
  rows: readonly FeedEntry[],
): Promise<number> {
  if (rows.length === 0) throw new AppError('feed.nothing_to_append', { locationId, stream });
  // One JSON parameter instead of an array a column: a list of JSON texts inside a Postgres array would be quoted twice.
  // Without a head the number is null, which the column refuses: the transaction is lost, even if the commit was sent along.
  const appended = tx.execute<{ seq: string }>(sql`
    WITH head AS (
      UPDATE feed_head SET seq = seq + ${rows.length}
      WHERE location_id = ${locationId} AND stream = ${stream} RETURNING seq
    ), appended AS (
      INSERT INTO feed (location_id, stream, seq, entity, uid, rev, payload)
      SELECT ${locationId}, ${stream}, (SELECT seq FROM head) - ${rows.length} + n, entity, uid, rev, payload
      FROM ROWS FROM (json_to_recordset(${JSON.stringify(rows)}::json) AS (
        entity text, uid uuid, rev int, payload jsonb)) WITH ORDINALITY AS line (entity, uid, rev, payload, n)
      RETURNING seq
    )
    SELECT max(seq) AS seq, pg_notify(${FEED_CHANNEL}, json_build_object(
      'locationId', ${locationId}::bigint, 'stream', ${stream}::text, 'seq', max(seq))::text)
    FROM appended`);
  try {
    const { rows: found } = await appended.execute();
    return Number(found[0]!.seq);
  } catch (error) {
    if (postgresCode(error) !== NOT_NULL_VIOLATION) throw error;
    throw new AppError('feed.no_such_stream', { locationId, stream }, { cause: error });
  }
}
