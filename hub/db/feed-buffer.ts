import { SYNCED_ENTITIES, type Stream, type SyncedEntity, type SyncedPayload } from '#shared/protocol/entities.ts';
import type { Queryable } from './client.ts';
import { appendFeed, type FeedEntry, type FeedHead } from './feed.ts';

/** Collects what a transaction changed, so that it reaches the feed as its last statement. */
export type FeedBuffer = {
  put<E extends SyncedEntity>(locationId: number, entity: E, rev: number, payload: SyncedPayload<E>): void;
  /** The entity is gone for devices. */
  remove(locationId: number, entity: SyncedEntity, uid: string, rev: number): void;
  /** Called once, by whoever commits: its statements have been asked for when it returns. Gives where each touched stream now stands. */
  flush(tx: Queryable): Promise<FeedHead[]>;
};

type Batch = { locationId: number; stream: Stream; entries: FeedEntry[] };

export function createFeedBuffer(): FeedBuffer {
  const batches = new Map<string, Batch>();

  function add(locationId: number, entity: SyncedEntity, entry: Omit<FeedEntry, 'entity'>): void {
    const { stream } = SYNCED_ENTITIES[entity];
    const key = `${String(locationId).padStart(20, '0')} ${stream}`;
    const batch = batches.get(key) ?? { locationId, stream, entries: [] };
    batch.entries.push({ entity, ...entry });
    batches.set(key, batch);
  }

  return {
    put(locationId, entity, rev, payload) {
      // Parsed, not only typed: what is in the feed stays there, and on the `queue` stream it must hold nothing beyond
      // the schema, which is free of personal data.
      const checked = SYNCED_ENTITIES[entity].schema.parse(payload);
      add(locationId, entity, { uid: checked.uid, rev, payload: checked });
    },
    remove(locationId, entity, uid, rev) {
      add(locationId, entity, { uid, rev, payload: null });
    },
    async flush(tx) {
      // Always in the same order, or two transactions could each wait for the other's counter.
      const ordered = [...batches].toSorted(([a], [b]) => (a < b ? -1 : 1));
      batches.clear();
      const appending = ordered.map(async ([, { locationId, stream, entries }]) => ({
        locationId,
        stream,
        seq: await appendFeed(tx, locationId, stream, entries),
      }));
      return Promise.all(appending);
    },
  };
}
