import { and, eq, sql } from 'drizzle-orm';
import type { QueueEntry } from '#shared/domain/queue.ts';
import { parseWholeToken, tokenLabel } from '#shared/domain/token.ts';
import type { Language } from '#shared/domain/language.ts';
import type { QueueEntryView } from '#shared/protocol/entities.ts';
import type { Transaction } from '#hub/db/client.ts';
import { services, stations } from '#hub/db/schema/clinic.ts';
import { queueManagement, visits } from '#hub/db/schema/queue.ts';
import { users } from '#hub/db/schema/staff.ts';

/** A queue entry as it lies in the database: the domain's part, and what else its feed row and history need. */
export type StoredEntry = {
  id: number;
  rev: number;
  tokenNumber: string;
  businessDate: string;
  language: Language;
  entry: QueueEntry;
};

/** Reads one entry and locks it to the end of the transaction; null when this location has none of that id. */
export async function lockQueueEntry(tx: Transaction, locationId: number, id: number): Promise<StoredEntry | null> {
  const [row] = await tx
    .select({
      queue: queueManagement,
      language: visits.language,
      serviceUid: services.uid,
      doctorUid: users.uid,
      stationUid: stations.uid,
    })
    .from(queueManagement)
    .innerJoin(visits, eq(visits.id, queueManagement.visitId))
    .innerJoin(services, eq(services.id, queueManagement.serviceId))
    .leftJoin(users, eq(users.id, queueManagement.doctorId))
    .leftJoin(stations, eq(stations.id, queueManagement.stationId))
    .where(and(eq(queueManagement.locationId, locationId), eq(queueManagement.id, id)))
    .for('update', { of: queueManagement });
  if (!row) return null;
  const { queue } = row;
  return {
    id: queue.id,
    rev: queue.rev,
    tokenNumber: queue.tokenNumber,
    businessDate: queue.businessDate,
    language: row.language,
    entry: {
      uid: queue.uid,
      status: queue.currentStatus,
      serviceUid: row.serviceUid,
      doctorUid: row.doctorUid,
      stationUid: row.stationUid,
      checkedInAt: queue.checkInTime,
      calledAt: queue.calledTime,
      startedAt: queue.consultationStartTime,
      endedAt: queue.consultationEndTime,
      callCount: queue.callCount,
      heldSince: queue.heldSince,
    },
  };
}

/** Writes the domain's part back and raises `rev`. Service, doctor and station are found by their uids. */
export async function saveQueueEntry(
  tx: Transaction,
  locationId: number,
  stored: StoredEntry,
): Promise<StoredEntry & { stationId: number | null }> {
  const { entry } = stored;
  const [saved] = await tx
    .update(queueManagement)
    .set({
      rev: stored.rev + 1,
      currentStatus: entry.status,
      serviceId: sql`(SELECT id FROM ${services} WHERE uid = ${entry.serviceUid})`,
      doctorId: sql`(SELECT id FROM ${users} WHERE uid = ${entry.doctorUid})`,
      stationId: sql`(SELECT id FROM ${stations} WHERE uid = ${entry.stationUid})`,
      calledTime: entry.calledAt,
      consultationStartTime: entry.startedAt,
      consultationEndTime: entry.endedAt,
      actualWaitTimeMinutes:
        entry.startedAt === null ? null : Math.max(0, Math.floor((entry.startedAt - entry.checkedInAt) / 60_000)),
      callCount: entry.callCount,
      heldSince: entry.heldSince,
      updatedAt: sql`now()`,
    })
    .where(and(eq(queueManagement.locationId, locationId), eq(queueManagement.id, stored.id)))
    .returning({ rev: queueManagement.rev, stationId: queueManagement.stationId });
  return { ...stored, ...saved! };
}

/** What displays may know of an entry: no personal data. */
export function viewOf({
  entry,
  tokenNumber,
  businessDate,
  language,
}: Omit<StoredEntry, 'id' | 'rev'>): QueueEntryView {
  return {
    uid: entry.uid,
    token: tokenLabel(parseWholeToken(tokenNumber)),
    businessDate,
    status: entry.status,
    serviceUid: entry.serviceUid,
    doctorUid: entry.doctorUid,
    stationUid: entry.stationUid,
    language,
    checkedInAt: entry.checkedInAt,
    calledAt: entry.calledAt,
    callCount: entry.callCount,
    held: entry.heldSince !== null,
  };
}
