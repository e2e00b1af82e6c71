import { and, eq, isNull, ne } from 'drizzle-orm';
import type { DeviceReader } from '#shared/device/db/device-database.ts';
import { opResult, replica, visit } from '#shared/device/db/schema.ts';
import { listEntities } from '#shared/device/replica/replica.queries.ts';
import type { BusinessDate } from '#shared/domain/service-day.ts';

export type WaitingCounts = {
  /** Everyone waiting for the service, with whichever doctor. */
  ofService(serviceUid: string): number;
  /** Those who wait for this very doctor. */
  ofDoctor(doctorUid: string): number;
};

/**
 * Who waits now, as far as this kiosk knows: what the hub has told, and this kiosk's own check-ins of which the hub has
 * not told yet. Held entries are passed over and do not count.
 */
export function countWaiting(reader: DeviceReader, today: BusinessDate | null): WaitingCounts {
  const told = listEntities(reader, 'queue_entry').filter(
    (entry) => entry.status === 'waiting' && !entry.held && entry.businessDate === today,
  );
  const waiting = [...told, ...(today === null ? [] : listUntoldVisits(reader, today))];
  return {
    ofService: (uid) => waiting.filter((entry) => entry.serviceUid === uid).length,
    ofDoctor: (uid) => waiting.filter((entry) => entry.doctorUid === uid).length,
  };
}

/** A tombstone in the replica counts as told: that entry has been and gone. One the hub refused is the desk's matter. */
function listUntoldVisits(
  reader: DeviceReader,
  today: BusinessDate,
): { serviceUid: string; doctorUid: string | null }[] {
  return reader
    .select({ serviceUid: visit.serviceUid, doctorUid: visit.doctorUid })
    .from(visit)
    .leftJoin(replica, and(eq(replica.entity, 'queue_entry'), eq(replica.uid, visit.queueEntryUid)))
    .leftJoin(opResult, and(eq(opResult.opId, visit.opId), ne(opResult.outcome, 'synced')))
    .where(and(eq(visit.businessDate, today), isNull(replica.uid), isNull(opResult.opId)))
    .all();
}
