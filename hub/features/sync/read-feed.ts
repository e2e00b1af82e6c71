import { sql } from 'drizzle-orm';
import type { Stream } from '#shared/protocol/entities.ts';
import type { PullReply } from '#shared/protocol/sync/pull.ts';
import type { Queryable } from '#hub/db/client.ts';
import { feedMark } from './feed-mark.ts';

export type FeedCursor = { locationId: number; stream: Stream; after: number; mark?: string; limit: number };

type Page = {
  /** JSON array of `FeedRow`s as text. */
  rows: string;
  head: string | null;
  floor: string | null;
  last_mark: string | null;
  mark: string | null;
};

/**
 * The rows of a stream after a cursor, without a hole, and where the stream stands, as the JSON text of a `PullReply`: rows are
 * neither read nor written by this process on their way. Instead of rows, `snapshot`: when rows after the cursor are
 * pruned, or when the row at it is not the one that the device read there, because this hub came back from a backup and its
 * feed went another way since.
 */
export async function readFeedText(
  db: Queryable,
  { locationId, stream, after, mark, limit }: FeedCursor,
): Promise<string> {
  // One statement, and so one moment: the head is never behind the rows, and what is pruned is known. Numbers have no hole,
  // so a page is a range of them.
  const { rows } = await db.execute<Page>(sql`
    WITH page AS MATERIALIZED (
      SELECT seq, entity, uid, rev, payload, created_at FROM feed
      WHERE location_id = ${locationId} AND stream = ${stream} AND seq BETWEEN ${after}::bigint AND ${after}::bigint + ${limit}::int
    )
    SELECT
      (SELECT coalesce(json_agg(json_build_object('seq', seq, 'entity', entity, 'uid', uid, 'rev', rev, 'payload', payload)
        ORDER BY seq), '[]')::text FROM page WHERE seq > ${after}) AS rows,
      (SELECT ${feedMark} FROM page AS feed ORDER BY seq DESC LIMIT 1) AS last_mark,
      (SELECT ${feedMark} FROM page AS feed WHERE seq = ${after}) AS mark,
      head.seq AS head, head.floor
    FROM (SELECT 1) AS always
    LEFT JOIN feed_head AS head ON head.location_id = ${locationId} AND head.stream = ${stream}`);
  const page = rows[0]!;
  const head = Number(page.head ?? 0);
  const isOther = mark !== undefined && page.mark !== mark;
  if (after < Number(page.floor ?? 0) || isOther) {
    return JSON.stringify({ stream, rows: [], head, mark: null, snapshot: true } satisfies PullReply);
  }
  const facts = JSON.stringify({ stream, head, mark: page.last_mark });
  return `${facts.slice(0, -1)},"rows":${page.rows}}`;
}

/** The same as values. */
export async function readFeed(db: Queryable, cursor: FeedCursor): Promise<PullReply> {
  return JSON.parse(await readFeedText(db, cursor)) as PullReply;
}
