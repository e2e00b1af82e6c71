import { and, asc, eq, gt } from 'drizzle-orm';
import type { Stream } from '#shared/protocol/entities.ts';
import type { PullReply } from '#shared/protocol/sync.ts';
import type { Queryable } from '#hub/db/client.ts';
import { feed } from '#hub/db/schema/sync.ts';
import { readHeads } from './read-heads.ts';

/** The rows of a stream after a cursor, without a hole, and where the stream stands. */
export async function readFeed(
  db: Queryable,
  from: { locationId: number; stream: Stream; after: number; limit: number },
): Promise<PullReply> {
  const rows = await db
    .select({ seq: feed.seq, entity: feed.entity, uid: feed.uid, rev: feed.rev, payload: feed.payload })
    .from(feed)
    .where(and(eq(feed.locationId, from.locationId), eq(feed.stream, from.stream), gt(feed.seq, from.after)))
    .orderBy(asc(feed.seq))
    .limit(from.limit);
  // Read after the rows, so that it is never behind them.
  const heads = await readHeads(db, from.locationId);
  return { stream: from.stream, rows, head: heads[from.stream] ?? 0 };
}
