import { and, asc, eq, sql } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import type { ServiceRow as ServiceReply } from '#shared/protocol/api/directory.ts';
import type { Queryable } from '#hub/db/client.ts';
import type { FeedBuffer } from '#hub/db/feed-buffer.ts';
import { services } from '#hub/db/schema/clinic.ts';
import { toService } from '#hub/features/directory/synced-views.ts';

type Row = typeof services.$inferSelect;
type Fields = Partial<Omit<ServiceReply, 'id' | 'uid'>>;

export function toServiceReply(row: Row): ServiceReply {
  const { id, uid, name, waitingArea, averageMinutes, position, active } = row;
  return { id, uid, name, waiting_area: waitingArea, average_minutes: averageMinutes, position, active };
}

function toColumns({ waiting_area: waitingArea, average_minutes: averageMinutes, ...rest }: Fields) {
  return { ...rest, waitingArea, averageMinutes };
}

export async function listServiceRows(db: Queryable, locationId: number): Promise<Row[]> {
  const own = eq(services.locationId, locationId);
  return db.select().from(services).where(own).orderBy(asc(services.position), asc(services.id));
}

export async function insertService(
  tx: Queryable,
  feed: FeedBuffer,
  place: { uid: string; locationId: number },
  given: Fields & Pick<ServiceReply, 'name'>,
): Promise<Row> {
  const [row] = await tx
    .insert(services)
    .values({ ...place, ...toColumns(given), name: given.name })
    .returning();
  feed.put(place.locationId, 'service', row!.rev, toService(row!));
  return row!;
}

/** Throws `service.not_found`. */
export async function updateService(
  tx: Queryable,
  feed: FeedBuffer,
  { id, locationId }: { id: number; locationId: number },
  change: Fields,
): Promise<Row> {
  const [row] = await tx
    .update(services)
    .set({ ...toColumns(change), rev: sql`${services.rev} + 1`, updatedAt: sql`now()` })
    .where(and(eq(services.locationId, locationId), eq(services.id, id)))
    .returning();
  if (!row) throw new AppError('service.not_found', { id });
  feed.put(locationId, 'service', row.rev, toService(row));
  return row;
}

/** Throws `service.not_found`. */
export async function assertOwnService(db: Queryable, locationId: number, id: number): Promise<void> {
  const [row] = await db
    .select({ id: services.id })
    .from(services)
    .where(and(eq(services.locationId, locationId), eq(services.id, id)));
  if (!row) throw new AppError('service.not_found', { id });
}
