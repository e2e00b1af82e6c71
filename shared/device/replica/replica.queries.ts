import { kept, type DeviceReader } from '#shared/device/db/device-database.ts';
import { SYNCED_ENTITIES, type Stream, type SyncedEntity, type SyncedPayload } from '#shared/protocol/entities.ts';

/** `mark`: the hub's of the row at `seq`; null when it gave none. */
export type FeedCursor = { seq: number; rereading: boolean; mark: string | null };

export function readCursor(reader: DeviceReader, stream: Stream): FeedCursor {
  const row = kept(reader, 'SELECT seq, rereading, mark FROM feed_cursor WHERE stream = ?').get(stream);
  const { seq, rereading, mark } = (row ?? { seq: 0, rereading: 0, mark: null }) as Omit<FeedCursor, 'rereading'> & {
    rereading: number;
  };
  return { seq, rereading: rereading === 1, mark };
}

/**
 * Every entity of a kind that the hub has told of and not taken back, in no order. A payload that this build cannot
 * read is left out: it stays in the store for a build that can.
 */
export function listEntities<E extends SyncedEntity>(reader: DeviceReader, entity: E): SyncedPayload<E>[] {
  const { stream } = SYNCED_ENTITIES[entity];
  return kept(reader, LIST)
    .all(stream, entity)
    .flatMap((row) => readPayload(entity, readText(row)) ?? []);
}

export function findEntity<E extends SyncedEntity>(
  reader: DeviceReader,
  entity: E,
  uid: string,
): SyncedPayload<E> | null {
  const { stream } = SYNCED_ENTITIES[entity];
  return readPayload(entity, readText(kept(reader, FIND).get(stream, entity, uid)));
}

/** What the hub has said of this device's own location: its settings. Null before it is paired, too. */
export function findOfLocation<E extends SyncedEntity>(reader: DeviceReader, entity: E): SyncedPayload<E> | null {
  return readPayload(entity, findTextOfLocation(reader, entity));
}

/** The same, as it came. */
export function findTextOfLocation(reader: DeviceReader, entity: SyncedEntity): string | null {
  const { stream } = SYNCED_ENTITIES[entity];
  return readText(kept(reader, FIND_OF_LOCATION).get(stream, entity));
}

const LIST = 'SELECT payload FROM replica WHERE stream = ? AND entity = ? AND payload IS NOT NULL';
const FIND = 'SELECT payload FROM replica WHERE stream = ? AND entity = ? AND uid = ?';
const FIND_OF_LOCATION = `
  SELECT payload FROM replica
  WHERE stream = ? AND entity = ? AND uid = (SELECT location ->> 'uid' FROM device_identity)`;

function readText(row: unknown): string | null {
  return (row as { payload: string | null } | undefined)?.payload ?? null;
}

function readPayload<E extends SyncedEntity>(entity: E, payload: string | null): SyncedPayload<E> | null {
  if (payload === null) return null;
  const checked = SYNCED_ENTITIES[entity].schema.safeParse(JSON.parse(payload));
  return checked.success ? (checked.data as SyncedPayload<E>) : null;
}
