import { bigint, date, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Stream } from '#shared/protocol/entities.ts';
import { createdAt, id, instant, locationId, reference, serverTime } from './column-types.ts';

export type SyncType = 'appointment' | 'patient' | 'queue';
export type SyncAction = 'create' | 'update' | 'delete';
export type SyncStatus = 'pending' | 'synced' | 'failed' | 'conflict';

/** Every op as it came. Rows without an incarnation came over the REST API instead of a device's log. */
export const offlineSyncLogs = pgTable('offline_sync_logs', {
  id: id(),
  locationId: locationId(),
  deviceId: text('device_id').notNull(),
  syncType: text('sync_type').$type<SyncType>().notNull(),
  recordId: reference('record_id'),
  action: text('action').$type<SyncAction>().notNull(),
  /** Null where the payload is not JSON that Postgres can hold; `payload` has it to the byte. */
  data: jsonb('data').$type<unknown>(),
  syncStatus: text('sync_status').$type<SyncStatus>().notNull().default('pending'),
  conflictResolution: text('conflict_resolution'),
  /** When the device recorded it, by the device's clock. */
  syncTimestamp: instant('sync_timestamp').notNull(),
  serverTimestamp: serverTime('server_timestamp'),
  incarnation: uuid('incarnation'),
  seq: bigint('seq', { mode: 'number' }),
  opId: uuid('op_id'),
  kind: text('kind'),
  entityUid: uuid('entity_uid'),
  baseRev: integer('base_rev'),
  schemaVersion: integer('schema_version'),
  payload: text('payload'),
  businessDate: date('business_date', { mode: 'string' }),
  prevHash: text('prev_hash'),
  hash: text('hash'),
  code: text('code'),
  /** Both sides of each field that could not be merged. */
  conflict: jsonb('conflict').$type<Record<string, unknown>>(),
  resolvedAt: instant('resolved_at'),
  resolvedById: reference('resolved_by_id'),
});

/** Raised only by `appendFeed`. A new location gets its heads from a trigger. */
export const feedHead = pgTable(
  'feed_head',
  {
    locationId: locationId(),
    stream: text('stream').$type<Stream>().notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull().default(0),
    /** Below it the stream has holes: only a snapshot helps a cursor that stands there. */
    floor: bigint('floor', { mode: 'number' }).notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.locationId, table.stream] })],
);

/** Written only by `appendFeed`. */
export const feed = pgTable(
  'feed',
  {
    locationId: locationId(),
    stream: text('stream').$type<Stream>().notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    entity: text('entity').notNull(),
    uid: uuid('uid').notNull(),
    rev: integer('rev').notNull(),
    payload: jsonb('payload').$type<Record<string, unknown>>(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.locationId, table.stream, table.seq] })],
);
