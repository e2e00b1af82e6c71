import { and, eq, lt } from 'drizzle-orm';
import type { Instant } from '#shared/domain/ports.ts';
import type { Database } from '#hub/db/client.ts';
import { waitModels } from '#hub/db/schema/queue.ts';
import { saveModel } from './wait-model.ts';
import type { WaitMemory } from './wait-memory.ts';

/**
 * Saves what was learned, apart from the steps: it is large, and nobody waits for it. The model at one number of the feed is the same in
 * every process, so that whoever saves last may win; it never goes back.
 */
export async function saveSnapshot(
  db: Database,
  locationId: number,
  { model, cursor }: WaitMemory,
  now: Instant,
): Promise<void> {
  await db
    .update(waitModels)
    .set({ snapshot: saveModel(model), snapshotSeq: cursor, savedAt: now })
    .where(and(eq(waitModels.locationId, locationId), lt(waitModels.snapshotSeq, cursor)));
}
