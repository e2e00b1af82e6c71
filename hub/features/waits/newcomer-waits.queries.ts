import { eq } from 'drizzle-orm';
import type { Queryable } from '#hub/db/client.ts';
import { waitModels } from '#hub/db/schema/queue.ts';
import { publishedWaitsSchema } from './published-waits.ts';

/** What somebody who joined now would be told, in minutes, by the uid of the doctor or (any doctor) of the service. */
export async function readNewcomerWaits(
  db: Queryable,
  locationId: number,
): Promise<Map<string, { lower: number; upper: number }>> {
  const [row] = await db
    .select({ published: waitModels.published })
    .from(waitModels)
    .where(eq(waitModels.locationId, locationId));
  const published = publishedWaitsSchema.parse(row?.published ?? {});
  return new Map(
    Object.entries(published.queues).map(([uid, { waitMinutes }]) => [
      uid,
      { lower: waitMinutes[0], upper: waitMinutes[1] },
    ]),
  );
}
