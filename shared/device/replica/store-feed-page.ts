import { and, eq, sql } from 'drizzle-orm';
import type { DeviceTransaction } from '#shared/device/db/device-database.ts';
import { feedCursor, replica } from '#shared/device/db/schema.ts';
import { AppError } from '#shared/domain/errors.ts';
import type { Stream } from '#shared/protocol/entities.ts';
import type { FeedRow, PullReply } from '#shared/protocol/sync/pull.ts';
import type { SnapshotReply } from '#shared/protocol/sync/snapshot.ts';
import { readCursor, type FeedCursor } from './replica.queries.ts';

/**
 * Stores a page of the feed and the cursor behind it, in one transaction of the caller's. Throws `sync.feed_gap` when a
 * row is missing, and stores nothing. Returns the cursor.
 */
export function storeFeedPage(tx: DeviceTransaction, reply: PullReply): number {
  const { stream, rows, head, mark = null } = reply;
  const cursor = readCursor(tx, stream);
  let { seq } = cursor;
  for (const row of rows) {
    if (row.seq !== seq + 1) throw new AppError('sync.feed_gap', { stream, expected: seq + 1, got: row.seq });
    seq = row.seq;
  }
  storeRows(tx, stream, rows);
  const caughtUp = cursor.rereading && seq >= head;
  if (caughtUp) dropUnseen(tx, stream);
  saveCursor(tx, stream, { seq, rereading: cursor.rereading && !caughtUp, mark });
  return seq;
}

/**
 * Reads a stream again from its start, because the hub's feed is no longer the one that was read (restored from a
 * backup, or another location). What is known stays usable until the hub's word on it has come.
 */
export function rereadStream(tx: DeviceTransaction, stream: Stream): void {
  tx.update(replica).set({ seq: 0 }).where(eq(replica.stream, stream)).run();
  saveCursor(tx, stream, { seq: 0, rereading: true, mark: null });
}

/** Puts the stream as it stands at one point in place of everything known of it, in a transaction of the caller's. */
export function replaceReplica(tx: DeviceTransaction, { stream, seq, mark, rows }: SnapshotReply): void {
  tx.delete(replica).where(eq(replica.stream, stream)).run();
  storeRows(tx, stream, rows);
  saveCursor(tx, stream, { seq, rereading: false, mark });
}

/** Another clinic's entities are of no use here, not for a moment. */
export function forgetReplica(tx: DeviceTransaction): void {
  tx.delete(replica).run();
  tx.delete(feedCursor).run();
}

/** One statement for all: a kiosk that was away has thousands to take in, while people wait in front of it. */
function storeRows(tx: DeviceTransaction, stream: Stream, rows: readonly FeedRow[]): void {
  const lines = rows.map(({ entity, uid, rev, seq, payload }) => ({
    entity,
    uid,
    rev,
    seq,
    payload: payload === null ? null : JSON.stringify(payload),
  }));
  tx.run(sql`
    INSERT INTO replica (stream, entity, uid, rev, seq, payload)
    SELECT ${stream}, value ->> 'entity', value ->> 'uid', value ->> 'rev', value ->> 'seq', value ->> 'payload'
    FROM json_each(${JSON.stringify(lines)}) WHERE true
    ON CONFLICT (stream, entity, uid) DO UPDATE SET rev = excluded.rev, seq = excluded.seq, payload = excluded.payload`);
}

function dropUnseen(tx: DeviceTransaction, stream: Stream): void {
  tx.delete(replica)
    .where(and(eq(replica.stream, stream), eq(replica.seq, 0)))
    .run();
}

function saveCursor(tx: DeviceTransaction, stream: Stream, cursor: FeedCursor): void {
  tx.insert(feedCursor)
    .values({ stream, ...cursor })
    .onConflictDoUpdate({
      target: feedCursor.stream,
      set: cursor,
    })
    .run();
}
