import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Queryable } from '#hub/db/client.ts';
import { locations } from '#hub/db/schema/clinic.ts';
import type { Hub } from '#hub/hub.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';

/**
 * How many lanes each location has given out, kept beside the database and not in it: a database that is restored from a
 * backup has forgotten the last of them, and the kiosks that hold those print on. Nobody is told of a lane before it
 * stands here.
 */
export type LaneMemory = Pick<Hub, 'laneFolder' | 'log'>;

const issuedSchema = z.object({ issued: z.int().min(0) });

/** Notes where the location's counter stands, in the transaction that raised it and holds its row. */
export async function noteLanes(tx: Queryable, hub: LaneMemory, locationId: number): Promise<void> {
  if (hub.laneFolder === null) return;
  const [row] = await tx.select(counterOf).from(locations).where(eq(locations.id, locationId));
  if (row) write(hub, row.uid, row.issued);
}

/**
 * When the hub starts: a location whose counter is behind what is remembered has been restored. Its counter goes on from
 * where it was, and its desk takes a lane anew, since the numbers of the old one may be on paper. Returns how many had
 * been.
 */
export async function recallLanes(hub: Hub): Promise<number> {
  if (hub.laneFolder === null) return 0;
  let restored = 0;
  await hub.transact(async ({ tx }) => {
    restored = 0;
    for (const { id, uid, issued } of await tx.select(counterOf).from(locations).for('update')) {
      const remembered = read(hub, uid);
      if (remembered <= issued) {
        write(hub, uid, issued);
        continue;
      }
      restored += 1;
      await tx.update(locations).set({ lanesIssued: remembered, deskLane: null }).where(eq(locations.id, id));
      const details = { lanesKnown: issued, lanesRemembered: remembered };
      const happened = { locationId: id, actor: null, at: hub.clock(), requestId: null };
      await recordAudit(tx, {
        ...happened,
        action: 'sync.lanes_recalled',
        entity: 'location',
        entityUid: uid,
        details,
      });
    }
  });
  if (restored > 0) hub.log.warn({ restored }, 'the database is older than the lanes this hub has given out');
  return restored;
}

/** While the desk has no lane of its own it may take the next one at any time, and that one counts already. */
const counterOf = {
  id: locations.id,
  uid: locations.uid,
  issued: sql<number>`${locations.lanesIssued} + (${locations.deskLane} IS NULL)::int`.mapWith(Number),
};

function read({ laneFolder }: LaneMemory, uid: string): number {
  try {
    return issuedSchema.parse(JSON.parse(readFileSync(join(laneFolder!, uid), 'utf8'))).issued;
  } catch {
    return 0;
  }
}

/** Flushed, and whole or not at all. The location's row is locked, so two hubs do not write at once. */
function write(hub: LaneMemory, uid: string, issued: number): void {
  const file = join(hub.laneFolder!, uid);
  try {
    mkdirSync(hub.laneFolder!, { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.new`, JSON.stringify({ issued }), { mode: 0o600, flush: true });
    renameSync(`${file}.new`, file);
  } catch (error) {
    // Kiosks must be paired even where nothing may be written: then only the margin left after a restore protects.
    hub.log.warn({ err: error }, 'the lanes given out could not be noted outside the database');
  }
}
