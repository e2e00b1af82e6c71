import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { PrintState } from '#shared/protocol/bridge/kiosk-contract.ts';
import type { Location, Stream } from '#shared/protocol/entities.ts';
import type { OpResult } from '#shared/protocol/sync/push.ts';
import { markedText, sealedJson, sealedText } from './sealing.ts';

/** The tables of migrations/device, which holds the constraints and the reasons. Times are instants in ms. */

export const deviceIdentity = sqliteTable('device_identity', {
  id: integer().primaryKey(),
  deviceUid: text('device_uid').notNull(),
  deviceKey: sealedText('device_key').notNull(),
  deviceName: text('device_name').notNull(),
  hubUrl: text('hub_url').notNull(),
  incarnation: text().notNull(),
  lane: text().notNull(),
  hubEpoch: text('hub_epoch').notNull(),
  location: text({ mode: 'json' }).$type<Location>().notNull(),
  blockedBy: text('blocked_by').$type<'device.revoked' | 'device.forked'>(),
  pairedAt: integer('paired_at').notNull(),
  matchKey: sealedText('match_key'),
});

export const storeHome = sqliteTable('store_home', {
  id: integer().primaryKey(),
  machine: text().notNull(),
});

export const serviceDay = sqliteTable('service_day', {
  id: integer().primaryKey(),
  businessDate: text('business_date'),
  confirmedDate: text('confirmed_date'),
  hubTime: integer('hub_time'),
  clockOff: integer('clock_off'),
});

export const opLog = sqliteTable('op_log', {
  incarnation: text().primaryKey(),
  lastSeq: integer('last_seq').notNull(),
  lastHash: text('last_hash').notNull(),
  ackedSeq: integer('acked_seq').notNull(),
  forkedAtSeq: integer('forked_at_seq'),
  openedAt: integer('opened_at').notNull(),
  locationUid: text('location_uid'),
  prunedSeq: integer('pruned_seq').notNull().default(0),
});

export const op = sqliteTable(
  'op',
  {
    incarnation: text().notNull(),
    seq: integer().notNull(),
    opId: text('op_id').notNull(),
    kind: text().notNull(),
    entityUid: text('entity_uid').notNull(),
    baseRev: integer('base_rev'),
    schemaVersion: integer('schema_version').notNull(),
    payload: sealedText().notNull(),
    recordedAt: integer('recorded_at').notNull(),
    businessDate: text('business_date').notNull(),
    prevHash: text('prev_hash').notNull(),
    hash: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.incarnation, table.seq] })],
);

export const opResult = sqliteTable(
  'op_result',
  {
    incarnation: text().notNull(),
    seq: integer().notNull(),
    opId: text('op_id').notNull(),
    outcome: text().$type<OpResult['outcome']>().notNull(),
    code: text(),
    answeredAt: integer('answered_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.incarnation, table.seq] })],
);

export const feedCursor = sqliteTable('feed_cursor', {
  stream: text().$type<Stream>().primaryKey(),
  seq: integer().notNull(),
  rereading: integer({ mode: 'boolean' }).notNull(),
  mark: text(),
});

export const replica = sqliteTable(
  'replica',
  {
    stream: text().$type<Stream>().notNull(),
    entity: text().notNull(),
    uid: text().notNull(),
    rev: integer().notNull(),
    seq: integer().notNull(),
    payload: text(),
  },
  (table) => [primaryKey({ columns: [table.stream, table.entity, table.uid] })],
);

export const tokenCounter = sqliteTable(
  'token_counter',
  {
    lane: text().notNull(),
    businessDate: text('business_date').notNull(),
    lastNumber: integer('last_number').notNull(),
  },
  (table) => [primaryKey({ columns: [table.lane, table.businessDate] })],
);

export const patient = sqliteTable('patient', {
  uid: text().primaryKey(),
  firstName: sealedText('first_name').notNull(),
  lastName: sealedText('last_name').notNull(),
  birthDate: sealedText('birth_date').notNull(),
  phone: sealedText().notNull(),
  gender: sealedText(),
  /** Of `phoneBirthText`. */
  matchMark: markedText('match_mark'),
  createdAt: integer('created_at').notNull(),
});

export const visit = sqliteTable('visit', {
  uid: text().primaryKey(),
  patientUid: text('patient_uid').notNull(),
  queueEntryUid: text('queue_entry_uid').notNull(),
  serviceUid: text('service_uid').notNull(),
  doctorUid: text('doctor_uid'),
  language: text().notNull(),
  reason: sealedText(),
  businessDate: text('business_date').notNull(),
  wholeToken: text('whole_token').notNull(),
  checkedInAt: integer('checked_in_at').notNull(),
  incarnation: text().notNull(),
  opId: text('op_id').notNull(),
  appointmentUid: text('appointment_uid'),
  urgency: text(),
});

export const localSetting = sqliteTable('local_setting', {
  key: text().primaryKey(),
  value: text({ mode: 'json' }).$type<unknown>().notNull(),
});

export const checkInKey = sqliteTable('check_in_key', {
  key: text().primaryKey(),
  visitUid: text('visit_uid').notNull(),
  result: text().notNull(),
  createdAt: integer('created_at').notNull(),
});

export const printerLeftover = sqliteTable('printer_leftover', {
  printerId: text('printer_id').primaryKey(),
  leftover: text().$type<'paper' | 'bytes'>().notNull(),
});

export const printJob = sqliteTable('print_job', {
  id: integer().primaryKey({ autoIncrement: true }),
  uid: text().notNull(),
  visitUid: text('visit_uid').notNull(),
  copyNo: integer('copy_no').notNull(),
  state: text().$type<PrintState>().notNull(),
  ticket: sealedJson().notNull(),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
  attempts: integer().notNull(),
  nextAttemptAt: integer('next_attempt_at').notNull(),
  printerId: text('printer_id'),
  lastError: text('last_error'),
});
