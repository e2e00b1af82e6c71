import { and, eq, sql } from 'drizzle-orm';
import type { Instant } from '#shared/domain/ports.ts';
import { queueStatusSchema, type QueueStatus } from '#shared/domain/queue.ts';
import { doctorSchema, locationSchema, serviceSchema } from '#shared/protocol/entities.ts';
import type { Queryable } from '#hub/db/client.ts';
import { feedHead } from '#hub/db/schema/sync.ts';
import { entrySnapshotSchema } from '#hub/features/queue/entry-snapshot.ts';
import type { WaitNews } from './learn-move.ts';

/** A page of news in the order of the commits, and the number of the last row that it covers. */
export type NewsPage = { news: WaitNews[]; upTo: number };

const PAGE = 2000;

type FeedNews = {
  seq: string;
  entity: string;
  uid: string;
  payload: unknown;
  from_status: string | null;
  entry: unknown;
  at: string | null;
};

/**
 * What happened after `after`, up to `head`, by the feed: its numbers are without a hole and in the order of the commits, which the
 * numbers of queue_events are not. Rows that only say what somebody was told are ours and no news.
 */
export async function readNews(db: Queryable, locationId: number, after: number, head: number): Promise<NewsPage> {
  const { rows } = await db.execute<FeedNews>(sql`
    SELECT feed.seq, feed.entity, feed.uid, feed.payload, event.from_status, event.entry,
      extract(epoch FROM event.recorded_at) * 1000 AS at
    FROM feed
    LEFT JOIN queue_management entry ON feed.entity = 'queue_entry' AND entry.uid = feed.uid
    LEFT JOIN queue_events event
      ON event.location_id = feed.location_id AND event.queue_id = entry.id AND event.rev = feed.rev
    WHERE feed.location_id = ${locationId} AND feed.stream = 'queue' AND feed.seq > ${after} AND feed.seq <= ${head}
      AND feed.entity IN ('queue_entry', 'service', 'doctor', 'location')
      AND NOT coalesce(feed.payload ? 'waitSaidAt', false)
    ORDER BY feed.seq LIMIT ${PAGE}`);
  const last = rows.at(-1);
  return {
    news: rows.flatMap((row) => newsOf(row) ?? []),
    upTo: rows.length === PAGE && last ? Number(last.seq) : head,
  };
}

function newsOf({ entity, uid, payload, from_status: from, entry, at }: FeedNews): WaitNews | null {
  switch (entity) {
    case 'queue_entry':
      return moveOf(entry, from, at);
    case 'service': {
      const service = serviceSchema.safeParse(payload).data;
      return { kind: 'service', uid, service: service?.active ? { averageMinutes: service.averageMinutes } : null };
    }
    case 'doctor': {
      const doctor = doctorSchema.safeParse(payload).data;
      const { serviceUid, stationUid } = doctor ?? { serviceUid: '', stationUid: null };
      return { kind: 'doctor', uid, doctor: doctor?.active ? { serviceUid, stationUid } : null };
    }
    default: {
      const location = locationSchema.safeParse(payload).data;
      return location ? { kind: 'location', timeZone: location.timeZone, cutoverHour: location.cutoverHour } : null;
    }
  }
}

function moveOf(entry: unknown, from: string | null, at: string | null): WaitNews | null {
  const snapshot = entrySnapshotSchema.safeParse(entry);
  const status = queueStatusSchema.nullable().safeParse(from);
  if (!snapshot.success || !status.success || at === null) return null;
  return { kind: 'move', at: Math.round(Number(at)), from: status.data, snapshot: snapshot.data };
}

/** The moves of history since `since`, a page after `after` (the last one's id), oldest first. */
export async function readHistory(
  db: Queryable,
  locationId: number,
  { since, after }: { since: Instant; after: number },
): Promise<{ news: WaitNews[]; last: number | null }> {
  const { rows } = await db.execute<{ id: string; from_status: QueueStatus | null; entry: unknown; at: string }>(sql`
    SELECT id, from_status, entry, extract(epoch FROM recorded_at) * 1000 AS at FROM queue_events
    WHERE location_id = ${locationId} AND id > ${after} AND entry IS NOT NULL
      AND recorded_at >= ${new Date(since).toISOString()}::timestamptz
    ORDER BY id LIMIT ${PAGE}`);
  const last = rows.at(-1);
  return {
    news: rows.flatMap(({ entry, from_status: from, at }) => moveOf(entry, from, at) ?? []),
    last: rows.length === PAGE && last ? Number(last.id) : null,
  };
}

/** Where the queue stream stands, and below which number rows may be gone. */
export async function readQueueHead(db: Queryable, locationId: number): Promise<{ head: number; floor: number }> {
  const [row] = await db
    .select({ head: feedHead.seq, floor: feedHead.floor })
    .from(feedHead)
    .where(and(eq(feedHead.locationId, locationId), eq(feedHead.stream, 'queue')));
  return row ?? { head: 0, floor: 0 };
}
