import { sql } from 'drizzle-orm';
import type { Stream } from '#shared/protocol/entities.ts';
import type { FeedRow } from '#shared/protocol/sync/pull.ts';
import type { SnapshotReply } from '#shared/protocol/sync/snapshot.ts';
import type { Queryable } from '#hub/db/client.ts';

type Line = { head: string; mark: string | null; row: FeedRow | null };

/**
 * Every entity of a stream as the feed last told of it, and the number it stands at. One statement, and so one moment:
 * reading the feed on from `seq` misses nothing.
 */
export async function readSnapshot(
  db: Queryable,
  { locationId, stream }: { locationId: number; stream: Stream },
): Promise<SnapshotReply> {
  const { rows } = await db.execute<Line>(sql`
    SELECT head.seq AS head,
      (SELECT (extract(epoch FROM created_at) * 1000000)::bigint::text FROM feed
       WHERE location_id = ${locationId} AND stream = ${stream} AND seq = head.seq) AS mark,
      CASE WHEN latest.seq IS NOT NULL THEN json_build_object('seq', latest.seq, 'entity', latest.entity,
        'uid', latest.uid, 'rev', latest.rev, 'payload', latest.payload) END AS row
    FROM feed_head AS head
    LEFT JOIN LATERAL (
      SELECT DISTINCT ON (entity, uid) seq, entity, uid, rev, payload FROM feed
      WHERE location_id = ${locationId} AND stream = ${stream}
      ORDER BY entity, uid, seq DESC
    ) AS latest ON latest.payload IS NOT NULL
    WHERE head.location_id = ${locationId} AND head.stream = ${stream}
    ORDER BY latest.seq`);
  return {
    stream,
    seq: Number(rows[0]?.head ?? 0),
    mark: rows[0]?.mark ?? null,
    rows: rows.flatMap(({ row }) => (row ? [row] : [])),
  };
}
