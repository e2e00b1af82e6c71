import { eq, sql } from 'drizzle-orm';
import type { Instant } from '#shared/domain/ports.ts';
import { serviceDayOf } from '#shared/domain/service-day.ts';
import type { Lane, Token } from '#shared/domain/token.ts';
import type { Transaction } from '#hub/db/client.ts';
import { locations } from '#hub/db/schema/clinic.ts';
import { deskCounters } from '#hub/db/schema/queue.ts';
import { takeNextLane } from '#hub/features/devices/enrol-device.ts';
import type { LocationRow } from './read-location.ts';

/**
 * The next token of the location's desk. Its lane is the location's own, so no device can ever issue the same one. The
 * counter's row stays locked until commit: a number is not given twice, and none is lost unless the check-in is.
 */
export async function issueDeskToken(tx: Transaction, location: LocationRow, now: Instant): Promise<Token> {
  const lane = location.deskLane ?? (await takeDeskLane(tx, location.id));
  const businessDate = serviceDayOf(now, location);
  const [counter] = await tx
    .insert(deskCounters)
    .values({ locationId: location.id, businessDate, lastNumber: 1 })
    .onConflictDoUpdate({
      target: [deskCounters.locationId, deskCounters.businessDate],
      set: { lastNumber: sql`${deskCounters.lastNumber} + 1` },
    })
    .returning({ number: deskCounters.lastNumber });
  return { businessDate, lane, number: counter!.number };
}

/** Under the row's lock, so that two desks which issue a location's first token agree on its lane. */
async function takeDeskLane(tx: Transaction, locationId: number): Promise<Lane> {
  const [row] = await tx
    .select({ deskLane: locations.deskLane })
    .from(locations)
    .where(eq(locations.id, locationId))
    .for('update');
  if (row!.deskLane !== null) return row!.deskLane;
  const deskLane = await takeNextLane(tx, locationId);
  await tx.update(locations).set({ deskLane }).where(eq(locations.id, locationId));
  return deskLane;
}
