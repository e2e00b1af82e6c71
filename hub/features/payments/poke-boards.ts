import { sql } from 'drizzle-orm';
import { FEED_CHANNEL } from '#hub/db/feed.ts';
import type { CommandScope } from '#hub/http/command-scope.ts';

/**
 * Tells open dashboards to look again, with the commit: what the desk takes is nothing for devices, so the feed has no row of it.
 * The counter is locked as by whoever appends: a head that is announced late would hide the news of another commit. To be called
 * last in the transaction.
 */
export async function pokeBoards({ tx, locationId }: Pick<CommandScope, 'tx' | 'locationId'>): Promise<void> {
  await tx.execute(sql`
    WITH head AS (
      SELECT seq FROM feed_head WHERE location_id = ${locationId} AND stream = 'clinic' FOR UPDATE
    )
    SELECT pg_notify(${FEED_CHANNEL}, json_build_object(
      'locationId', ${locationId}::bigint, 'stream', 'clinic', 'seq', seq)::text)
    FROM head`);
}
