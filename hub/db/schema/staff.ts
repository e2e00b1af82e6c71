import { bigint, boolean, integer, jsonb, pgTable, text, uuid, varchar } from 'drizzle-orm/pg-core';
import type { LocalizedText } from '#shared/domain/language.ts';
import {
  bytea,
  changeTimes,
  citext,
  createdAt,
  id,
  identity,
  instant,
  locationId,
  reference,
  serverTime,
} from './column-types.ts';

export type StaffRole = 'admin' | 'manager' | 'front_desk' | 'doctor';
export type SessionEnd = 'signed_out' | 'token_reused' | 'user_inactive' | 'password_changed' | 'role_changed';
export type LinkPurpose = 'setup' | 'invite' | 'reset';

/** Staff; a doctor is one with the doctor columns filled. */
export const users = pgTable('users', {
  ...identity(),
  locationId: locationId(),
  role: text('role').$type<StaffRole>().notNull(),
  email: citext('email').unique(),
  passwordHash: text('password_hash'),
  displayName: jsonb('display_name').$type<LocalizedText>().notNull(),
  specialty: jsonb('specialty').$type<LocalizedText>(),
  serviceId: reference('service_id'),
  /** Where a doctor usually calls to. */
  stationId: reference('station_id'),
  position: integer('position').notNull().default(0),
  active: boolean('active').notNull().default(true),
  ...changeTimes(),
});

/** A family of refresh tokens of which only the newest is good. */
export const sessions = pgTable('sessions', {
  id: id(),
  uid: uuid('uid').notNull().unique(),
  locationId: locationId(),
  userId: reference('user_id').notNull(),
  tokenHash: bytea('token_hash').notNull(),
  previousTokenHash: bytea('previous_token_hash'),
  rotatedAt: serverTime('rotated_at'),
  expiresAt: instant('expires_at').notNull(),
  endedAt: instant('ended_at'),
  endedReason: text('ended_reason').$type<SessionEnd>(),
  createdAt: createdAt(),
});

/** One-time links to choose a password by; `userId` null: the one that sets the hub up. A used one is deleted. */
export const accountLinks = pgTable('account_links', {
  id: id(),
  locationId: reference('location_id'),
  userId: reference('user_id'),
  purpose: text('purpose').$type<LinkPurpose>().notNull(),
  tokenHash: bytea('token_hash').notNull().unique(),
  createdById: reference('created_by_id'),
  expiresAt: instant('expires_at').notNull(),
  createdAt: createdAt(),
});

/** Belongs to rate-limiter-flexible, which reads and writes it. */
export const rateLimits = pgTable('rate_limits', {
  key: varchar('key', { length: 255 }).primaryKey(),
  points: integer('points').notNull().default(0),
  expire: bigint('expire', { mode: 'number' }),
});
