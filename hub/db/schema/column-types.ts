import { sql } from 'drizzle-orm';
import { bigint, bigserial, customType, integer, uuid } from 'drizzle-orm/pg-core';
import type { Instant } from '#shared/domain/ports.ts';

/** TIMESTAMPTZ as the domain counts time: milliseconds since the Unix epoch. Finer parts are cut off. */
export const instant = customType<{ data: Instant; driverData: string }>({
  dataType: () => 'timestamp with time zone',
  toDriver: (value) => new Date(value).toISOString(),
  fromDriver: (value) => new Date(value).getTime(),
});

export const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

/** Text compared without regard to case. */
export const citext = customType<{ data: string; driverData: string }>({ dataType: () => 'citext' });

/** A range of instants in Postgres' own notation, `["2026-03-14 09:00:00+00","2026-03-14 09:30:00+00")`. */
export const tstzrange = customType<{ data: string; driverData: string }>({ dataType: () => 'tstzrange' });

/** Ids stay far below 2^53, so that they are plain numbers here and in JSON. */
export const id = () => bigserial('id', { mode: 'number' }).primaryKey();
export const reference = (name: string) => bigint(name, { mode: 'number' });
export const locationId = () => reference('location_id').notNull();

/** Where a record was born it got its `uid`; `rev` is raised by every change. */
export const identity = () => ({
  id: id(),
  uid: uuid('uid').notNull().unique(),
  rev: integer('rev').notNull().default(1),
});

/** Stamped by the database. */
export const serverTime = (name: string) =>
  instant(name)
    .notNull()
    .default(sql`now()`);
export const createdAt = () => serverTime('created_at');
export const changeTimes = () => ({ createdAt: createdAt(), updatedAt: serverTime('updated_at') });
