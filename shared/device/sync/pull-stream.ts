import { writeTransaction, type DeviceDatabase } from '#shared/device/db/device-database.ts';
import { readCursor } from '#shared/device/replica/replica.queries.ts';
import { replaceReplica, storeFeedPage } from '#shared/device/replica/store-feed-page.ts';
import { AppError } from '#shared/domain/errors.ts';
import { pull, snapshot } from '#shared/protocol/api/sync.ts';
import type { Stream } from '#shared/protocol/entities.ts';
import type { HubLink } from './hub-link.ts';

/**
 * Reads a stream up to its head. Rows and cursor are stored together, so that an interrupted pull goes on where it
 * stood; where the hub cannot go on from there, the whole stream is taken anew. Returns whether anything came.
 */
export async function pullStream(db: DeviceDatabase, link: HubLink, stream: Stream): Promise<boolean> {
  let news = false;
  for (;;) {
    const { seq: after, mark } = readCursor(db, stream);
    const known = mark === null ? {} : { mark };
    const reply = await link.call(pull, { query: { stream, after, ...known } });
    if (reply.stream !== stream) throw new AppError('network.bad_reply', { operation: pull.id });
    if (reply.snapshot || reply.head < after) {
      await takeSnapshot(db, link, stream);
      news = true;
      continue;
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

/** In one transaction: a device that shows the clinic never shows half of it. */
async function takeSnapshot(db: DeviceDatabase, link: HubLink, stream: Stream): Promise<void> {
  const reply = await link.call(snapshot, { query: { stream } });
  if (reply.stream !== stream) throw new AppError('network.bad_reply', { operation: snapshot.id });
  writeTransaction(db, (tx) => replaceReplica(tx, reply));
}
