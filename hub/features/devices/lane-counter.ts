import { sql } from 'drizzle-orm';
import type { Instant } from '#shared/domain/ports.ts';
import { laneIndex, type Lane } from '#shared/domain/token.ts';
import type { Queryable } from '#hub/db/client.ts';

/** Lanes left out after a restore: more than were ever handed out between two backups. */
const MARGIN = 16;
const ONE_RESTORE_MS = 86_400_000;

/** A device holds this lane, whether or not this hub knows of it: it is not handed out again. */
export async function keepLane(tx: Queryable, locationId: number, lane: Lane): Promise<void> {
  const issued = laneIndex(lane) + 1;
  await tx.execute(sql`
    UPDATE locations SET lanes_issued = ${issued} WHERE id = ${locationId} AND lanes_issued < ${issued}`);
}

/**
 * The hub's data went back to an earlier state: other devices may hold lanes it has forgotten, so some are left out. Once
 * a restore, however many devices tell of it.
 */
export async function noteRegression(tx: Queryable, locationId: number, now: Instant): Promise<void> {
  await tx.execute(sql`
    WITH noted AS (
      INSERT INTO settings (location_id, key, value) VALUES (${locationId}, 'sync.restored_at', to_jsonb(${now}::bigint))
      ON CONFLICT (location_id, key) DO UPDATE SET value = excluded.value, updated_at = now()
      WHERE (settings.value)::bigint < ${now - ONE_RESTORE_MS}
      RETURNING 1
    )
    UPDATE locations SET lanes_issued = lanes_issued + ${MARGIN} FROM noted WHERE id = ${locationId}`);
}
