import { and, asc, eq, sql } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import type { StationRow as StationReply } from '#shared/protocol/api/directory.ts';
import type { Queryable } from '#hub/db/client.ts';
import type { FeedBuffer } from '#hub/db/feed-buffer.ts';
import { stations } from '#hub/db/schema/clinic.ts';
import { toStation } from '#hub/features/directory/synced-views.ts';

type Row = typeof stations.$inferSelect;
type Fields = Partial<Omit<StationReply, 'id' | 'uid'>>;

export function toStationReply(row: Row): StationReply {
  const { id, uid, name, position, active } = row;
  return { id, uid, name, position, active };
}

export async function listStationRows(db: Queryable, locationId: number): Promise<Row[]> {
  const own = eq(stations.locationId, locationId);
  return db.select().from(stations).where(own).orderBy(asc(stations.position), asc(stations.id));
}

export async function insertStation(
  tx: Queryable,
  feed: FeedBuffer,
  place: { uid: string; locationId: number },
  given: Fields & Pick<StationReply, 'name'>,
): Promise<Row> {
  const [row] = await tx
    .insert(stations)
    .values({ ...place, ...given })
    .returning();
  feed.put(place.locationId, 'station', row!.rev, toStation(row!));
  return row!;
}

/** Throws `station.not_found`. */
export async function updateStation(
  tx: Queryable,
  feed: FeedBuffer,
  { id, locationId }: { id: number; locationId: number },
  change: Fields,
): Promise<Row> {
  const [row] = await tx
    .update(stations)
    .set({ ...change, rev: sql`${stations.rev} + 1`, updatedAt: sql`now()` })
    .where(and(eq(stations.locationId, locationId), eq(stations.id, id)))
    .returning();
  if (!row) throw new AppError('station.not_found', { id });
  feed.put(locationId, 'station', row.rev, toStation(row));
  return row;
}

/** Throws `station.not_found`. */
export async function assertOwnStation(db: Queryable, locationId: number, id: number): Promise<void> {
  const [row] = await db
    .select({ id: stations.id })
    .from(stations)
    .where(and(eq(stations.locationId, locationId), eq(stations.id, id)));
  if (!row) throw new AppError('station.not_found', { id });
}
