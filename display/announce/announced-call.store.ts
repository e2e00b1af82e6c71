import { inArray, lt, sql } from 'drizzle-orm';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { DeviceReader } from '#shared/device/db/device-database.ts';
import type { Instant } from '#shared/domain/ports.ts';

const announcedCall = sqliteTable('announced_call', {
  uid: text().primaryKey(),
  callCount: integer('call_count').notNull(),
  heard: integer({ mode: 'boolean' }).notNull(),
  announcedAt: integer('announced_at').notNull(),
});

export type AnnouncedCall = typeof announcedCall.$inferSelect;

/** Highest call count already announced, of those among `uids` that were announced at all. */
export function readAnnounced(reader: DeviceReader, uids: readonly string[]): ReadonlyMap<string, number> {
  const rows = reader
    .select({ uid: announcedCall.uid, callCount: announcedCall.callCount })
    .from(announcedCall)
    .where(inArray(announcedCall.uid, [...uids]))
    .all();
  return new Map(rows.map(({ uid, callCount }) => [uid, callCount]));
}

/** Durable when it returns. Word of an earlier call that comes late changes nothing. */
export function saveAnnounced(reader: DeviceReader, call: AnnouncedCall): void {
  reader
    .insert(announcedCall)
    .values(call)
    .onConflictDoUpdate({
      target: announcedCall.uid,
      set: { callCount: call.callCount, heard: call.heard, announcedAt: call.announcedAt },
      setWhere: sql`excluded.call_count > ${announcedCall.callCount}`,
    })
    .run();
}

export function forgetAnnouncedBefore(reader: DeviceReader, before: Instant): void {
  reader.delete(announcedCall).where(lt(announcedCall.announcedAt, before)).run();
}
