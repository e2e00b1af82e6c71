import { boolean, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { Language, LocalizedText } from '#shared/domain/language.ts';
import { changeTimes, id, identity, locationId, reference, serverTime } from './column-types.ts';

export const locations = pgTable('locations', {
  ...identity(),
  name: jsonb('name').$type<LocalizedText>().notNull(),
  timeZone: text('time_zone').notNull(),
  cutoverHour: integer('cutover_hour').notNull().default(4),
  language: text('language').$type<Language>().notNull().default('en'),
  country: text('country').notNull(),
  currency: text('currency').notNull().default('USD'),
  /** How many lanes were ever handed out. Raise it only under the row's lock. */
  lanesIssued: integer('lanes_issued').notNull().default(0),
  /** The lane of tokens issued at the desk; null until the first one. */
  deskLane: text('desk_lane'),
  ...changeTimes(),
});

export const services = pgTable('services', {
  ...identity(),
  locationId: locationId(),
  name: jsonb('name').$type<LocalizedText>().notNull(),
  waitingArea: jsonb('waiting_area').$type<LocalizedText>(),
  averageMinutes: integer('average_minutes').notNull().default(15),
  position: integer('position').notNull().default(0),
  active: boolean('active').notNull().default(true),
  ...changeTimes(),
});

export const stations = pgTable('stations', {
  ...identity(),
  locationId: locationId(),
  name: jsonb('name').$type<LocalizedText>().notNull(),
  position: integer('position').notNull().default(0),
  active: boolean('active').notNull().default(true),
  ...changeTimes(),
});

/** `locationId` null: a setting of the whole hub. */
export const settings = pgTable('settings', {
  id: id(),
  locationId: reference('location_id'),
  key: text('key').notNull(),
  value: jsonb('value').$type<unknown>().notNull(),
  rev: integer('rev').notNull().default(1),
  updatedById: reference('updated_by_id'),
  updatedAt: serverTime('updated_at'),
});
