import { asc, eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { LocationRow as LocationReply, newLocationSchema } from '#shared/protocol/api/locations.ts';
import type { Queryable } from '#hub/db/client.ts';
import type { FeedBuffer } from '#hub/db/feed-buffer.ts';
import { locations } from '#hub/db/schema/clinic.ts';
import { toLocation } from '#hub/features/directory/synced-views.ts';

type Row = typeof locations.$inferSelect;
type NewLocation = z.output<typeof newLocationSchema>;

export function toLocationReply(row: Row): LocationReply {
  const { id, uid, name, timeZone, cutoverHour, language, country, currency } = row;
  return { id, uid, name, time_zone: timeZone, cutover_hour: cutoverHour, language, country, currency };
}

/** A location is born with its feed's counters, by a trigger. */
export async function insertLocation(
  tx: Queryable,
  feed: FeedBuffer,
  given: NewLocation & { uid: string },
): Promise<Row> {
  const { time_zone: timeZone, cutover_hour: cutoverHour, ...rest } = given;
  const [row] = await tx
    .insert(locations)
    .values({ ...rest, timeZone, cutoverHour })
    .returning();
  feed.put(row!.id, 'location', row!.rev, toLocation(row!));
  return row!;
}

export async function updateLocation(
  tx: Queryable,
  feed: FeedBuffer,
  id: number,
  { time_zone: timeZone, cutover_hour: cutoverHour, ...rest }: Partial<NewLocation>,
): Promise<Row> {
  const [row] = await tx
    .update(locations)
    .set({ ...rest, timeZone, cutoverHour, rev: sql`${locations.rev} + 1`, updatedAt: sql`now()` })
    .where(eq(locations.id, id))
    .returning();
  feed.put(row!.id, 'location', row!.rev, toLocation(row!));
  return row!;
}

/** `id` null: every location of the hub. */
export async function listLocationRows(db: Queryable, id: number | null): Promise<Row[]> {
  return db
    .select()
    .from(locations)
    .where(id === null ? undefined : eq(locations.id, id))
    .orderBy(asc(locations.id));
}
