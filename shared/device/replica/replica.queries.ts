import { and, eq, isNotNull } from 'drizzle-orm';
import type { DeviceReader } from '#shared/device/db/device-database.ts';
import { feedCursor, replica } from '#shared/device/db/schema.ts';
import { SYNCED_ENTITIES, type Stream, type SyncedEntity, type SyncedPayload } from '#shared/protocol/entities.ts';

/** `mark`: the hub's of the row at `seq`; null when it gave none. */
export type FeedCursor = { seq: number; rereading: boolean; mark: string | null };

export function readCursor(reader: DeviceReader, stream: Stream): FeedCursor {
  const row = reader.select().from(feedCursor).where(eq(feedCursor.stream, stream)).get();
  return { seq: row?.seq ?? 0, rereading: row?.rereading ?? false, mark: row?.mark ?? null };
}

/**
 * Every entity of a kind that the hub has told of and not taken back, in no order. A payload that this build cannot
 * read is left out: it stays in the store for a build that can.
 */
export function listEntities<E extends SyncedEntity>(reader: DeviceReader, entity: E): SyncedPayload<E>[] {
  const { stream } = SYNCED_ENTITIES[entity];
  const rows = reader
    .select({ payload: replica.payload })
    .from(replica)
    .where(and(eq(replica.stream, stream), eq(replica.entity, entity), isNotNull(replica.payload)))
    .all();
  return rows.flatMap(({ payload }) => readPayload(entity, payload) ?? []);
}

export function findEntity<E extends SyncedEntity>(
  reader: DeviceReader,
  entity: E,
  uid: string,
): SyncedPayload<E> | null {
  const { stream } = SYNCED_ENTITIES[entity];
  const row = reader
    .select({ payload: replica.payload })
    .from(replica)
    .where(and(eq(replica.stream, stream), eq(replica.entity, entity), eq(replica.uid, uid)))
    .get();
  return readPayload(entity, row?.payload ?? null);
}

function readPayload<E extends SyncedEntity>(entity: E, payload: string | null): SyncedPayload<E> | null {
  if (payload === null) return null;
  const checked = SYNCED_ENTITIES[entity].schema.safeParse(JSON.parse(payload));
  return checked.success ? (checked.data as SyncedPayload<E>) : null;
}
