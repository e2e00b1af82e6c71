import { eq } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import type { Queryable } from '#hub/db/client.ts';
import { locations } from '#hub/db/schema/clinic.ts';

export type LocationRow = typeof locations.$inferSelect;

/** Throws `location.not_found`. */
export async function readLocation(db: Queryable, locationId: number): Promise<LocationRow> {
  const [row] = await db.select().from(locations).where(eq(locations.id, locationId));
  if (!row) throw new AppError('location.not_found', { id: locationId });
  return row;
}
