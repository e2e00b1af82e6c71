import { writeTransaction, type DeviceDatabase } from '#shared/device/db/device-database.ts';
import { readCursor } from '#shared/device/replica/replica.queries.ts';
import { rereadStream, storeFeedPage } from '#shared/device/replica/store-feed-page.ts';
import { AppError } from '#shared/domain/errors.ts';
import { pull } from '#shared/protocol/api/sync.ts';
import type { Stream } from '#shared/protocol/entities.ts';
import { MAX_ROWS_PER_PULL } from '#shared/protocol/sync.ts';
import type { HubLink } from './hub-link.ts';

/**
 * Reads a stream up to its head. Rows and cursor are stored together, so that an interrupted pull goes on where it
 * stood. Returns whether anything came.
 */
export async function pullStream(db: DeviceDatabase, link: HubLink, stream: Stream): Promise<boolean> {
  let news = false;
  for (;;) {
    const after = readCursor(db, stream).seq;
    const reply = await link.call(pull, { query: { stream, after, limit: MAX_ROWS_PER_PULL } });
    if (reply.stream !== stream) throw new AppError('network.bad_reply', { operation: pull.id });
    if (reply.head < after) {
      writeTransaction(db, (tx) => rereadStream(tx, stream));
      throw new AppError('sync.feed_regressed', { stream, after, head: reply.head });
    }
    if (reply.rows.length === 0 && reply.head > after) {
      throw new AppError('sync.feed_gap', { stream, expected: after + 1, got: null });
    }
    // An overlapping reply to an older question: the cursor has moved on.
    if (readCursor(db, stream).seq !== after) continue;
    const cursor = writeTransaction(db, (tx) => storeFeedPage(tx, reply));
    news ||= reply.rows.length > 0;
    if (cursor >= reply.head) return news;
  }
}
