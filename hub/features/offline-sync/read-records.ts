import { and, eq, inArray } from 'drizzle-orm';
import type { OfflineType } from '#shared/protocol/api/offline-sync.ts';
import type { Queryable } from '#hub/db/client.ts';
import { appointments } from '#hub/db/schema/appointments.ts';
import { patients } from '#hub/db/schema/patients.ts';
import { queueManagement } from '#hub/db/schema/queue.ts';

export type SyncedRecord = { id: number; uid: string; number: string };
type Own = Pick<typeof appointments.$inferSelect, 'id' | 'uid' | 'locationId' | 'scheduledDate' | 'accessNumber'>;
export type SyncedRecords = {
  find(type: OfflineType, id: number | null): SyncedRecord | null;
  appointments: ReadonlyMap<number, Own>;
};

/** What changes made or changed, with the numbers that people know it by. */
export async function readRecords(
  db: Queryable,
  locationId: number,
  named: readonly { type: OfflineType; id: number | null }[],
): Promise<SyncedRecords> {
  const idsOf = (type: OfflineType) => named.flatMap((one) => (one.type === type && one.id !== null ? [one.id] : []));
  const booked = await db
    .select()
    .from(appointments)
    .where(and(eq(appointments.locationId, locationId), inArray(appointments.id, idsOf('appointment'))));
  const people = await db
    .select({ id: patients.id, uid: patients.uid, number: patients.patientNumber })
    .from(patients)
    .where(and(eq(patients.locationId, locationId), inArray(patients.id, idsOf('patient'))));
  const waiting = await db
    .select({ id: queueManagement.id, uid: queueManagement.uid, number: queueManagement.tokenNumber })
    .from(queueManagement)
    .where(and(eq(queueManagement.locationId, locationId), inArray(queueManagement.id, idsOf('queue'))));
  const records: Record<OfflineType, SyncedRecord[]> = {
    appointment: booked.map(({ id, uid, appointmentNumber: number }) => ({ id, uid, number })),
    patient: people,
    queue: waiting,
  };
  return {
    find: (type, id) => records[type].find((one) => one.id === id) ?? null,
    appointments: new Map(booked.map((one) => [one.id, one])),
  };
}
