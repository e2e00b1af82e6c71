import { eq } from 'drizzle-orm';
import type { Stream } from '#shared/protocol/entities.ts';
import type { Queryable } from '#hub/db/client.ts';
import { feedHead } from '#hub/db/schema/sync.ts';

/** The number of the last committed row of each stream of a location. */
export async function readHeads(db: Queryable, locationId: number): Promise<Partial<Record<Stream, number>>> {
  const rows = await db.select().from(feedHead).where(eq(feedHead.locationId, locationId));
  return Object.fromEntries(rows.map((row) => [row.stream, row.seq]));
}
