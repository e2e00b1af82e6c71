import { and, asc, eq, gte } from 'drizzle-orm';
import type { Stream } from '#shared/protocol/entities.ts';
import type { PullReply } from '#shared/protocol/sync.ts';
import type { Queryable } from '#hub/db/client.ts';
import { feed, feedHead } from '#hub/db/schema/sync.ts';
import { feedMark } from './feed-mark.ts';

export type FeedCursor = { locationId: number; stream: Stream; after: number; mark?: string; limit: number };

/**
 * The rows of a stream after a cursor, without a hole, and where the stream stands. Instead of rows, `snapshot`: when
 * rows after the cursor are pruned, or when the row at it is not the one that the device read there, because this hub
 * came back from a backup and its feed went another way since.
 */
export async function readFeed(
  db: Queryable,
  { locationId, stream, after, mark, limit }: FeedCursor,
): Promise<PullReply> {
  const ofStream = and(eq(feed.locationId, locationId), eq(feed.stream, stream));
  const found = await db
    .select({
      seq: feed.seq,
      entity: feed.entity,
      uid: feed.uid,
      rev: feed.rev,
      payload: feed.payload,
      mark: feedMark,
    })
    .from(feed)
    .where(and(ofStream, gte(feed.seq, after)))
    .orderBy(asc(feed.seq))
    .limit(limit + 1);
  // Read after the rows: the head is never behind them, and what was pruned meanwhile is known.
  const [head] = await db
    .select({ seq: feedHead.seq, floor: feedHead.floor })
    .from(feedHead)
    .where(and(eq(feedHead.locationId, locationId), eq(feedHead.stream, stream)));
  const { seq = 0, floor = 0 } = head ?? {};
  const atCursor = found.find((row) => row.seq === after);
  const isOther = mark !== undefined && atCursor?.mark !== mark;
  if (after < floor || isOther) return { stream, rows: [], head: seq, mark: null, snapshot: true };
  const rows = found.filter((row) => row.seq > after).slice(0, limit);
  return {
    stream,
    rows: rows.map(({ mark: _mark, ...row }) => row),
    head: seq,
    mark: rows.at(-1)?.mark ?? atCursor?.mark ?? null,
  };
}
