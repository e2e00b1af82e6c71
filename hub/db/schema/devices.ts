import { bigint, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { GENESIS_HASH } from '#shared/protocol/sync/op.ts';
import type { DeviceKind } from '#shared/protocol/sync/pair.ts';
import type { PrintReportedPayload } from '#shared/protocol/sync/print-reported-op.ts';
import { bytea, createdAt, id, instant, locationId, reference } from './column-types.ts';

export const devices = pgTable('devices', {
  id: id(),
  uid: uuid('uid').notNull().unique(),
  locationId: locationId(),
  kind: text('kind').$type<DeviceKind>().notNull(),
  name: text('name').notNull(),
  keyHash: bytea('key_hash').notNull(),
  appVersion: text('app_version'),
  lastSeenAt: instant('last_seen_at'),
  revokedAt: instant('revoked_at'),
  /** As the device last reported; all null from one that does not. */
  outboxDepth: integer('outbox_depth'),
  oldestOutboxAt: instant('oldest_outbox_at'),
  lastError: text('last_error'),
  paperState: text('paper_state'),
  reportedAt: instant('reported_at'),
  createdAt: createdAt(),
});

/** One life of a device's database; its `uid` is the `incarnation` of the sync protocol. */
export const deviceIncarnations = pgTable('device_incarnations', {
  id: id(),
  uid: uuid('uid').notNull().unique(),
  locationId: locationId(),
  deviceId: reference('device_id').notNull(),
  lane: text('lane').notNull(),
  lastSeq: bigint('last_seq', { mode: 'number' }).notNull().default(0),
  lastHash: text('last_hash').notNull().default(GENESIS_HASH),
  createdAt: createdAt(),
  endedAt: instant('ended_at'),
});

export const pairingCodes = pgTable('pairing_codes', {
  id: id(),
  locationId: locationId(),
  codeHash: bytea('code_hash').notNull().unique(),
  kind: text('kind').$type<DeviceKind>().notNull(),
  deviceName: text('device_name').notNull(),
  createdById: reference('created_by_id'),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
  deviceId: reference('device_id'),
  /** The device whose place is taken; null: a new one. */
  replacesId: reference('replaces_id'),
  createdAt: createdAt(),
});

/** A copy of a ticket that staff asked a kiosk for. */
export const printRequests = pgTable('print_requests', {
  id: id(),
  uid: uuid('uid').notNull().unique(),
  locationId: locationId(),
  visitId: reference('visit_id').notNull(),
  deviceId: reference('device_id').notNull(),
  requestedById: reference('requested_by_id'),
  requestedAt: instant('requested_at').notNull(),
  /** As the kiosk reports; null until it has. */
  outcome: text('outcome').$type<PrintReportedPayload['outcome']>(),
  copyNo: integer('copy_no'),
  reportedAt: instant('reported_at'),
});
