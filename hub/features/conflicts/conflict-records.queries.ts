import { and, eq, inArray, or } from 'drizzle-orm';
import type { Queryable } from '#hub/db/client.ts';
import { appointments } from '#hub/db/schema/appointments.ts';
import { patients } from '#hub/db/schema/patients.ts';
import { queueManagement } from '#hub/db/schema/queue.ts';
import type { offlineSyncLogs, SyncType } from '#hub/db/schema/sync.ts';
import { patientUidOf } from './read-sides.ts';

type Log = typeof offlineSyncLogs.$inferSelect;
type Patient = typeof patients.$inferSelect;
type Appointment = typeof appointments.$inferSelect;
type QueueEntry = Pick<
  typeof queueManagement.$inferSelect,
  'id' | 'uid' | 'tokenNumber' | 'currentStatus' | 'patientId'
>;

/** What an entry of a log is about, as the hub holds it now; null for what it does not hold. */
export type ConflictRecords = {
  patient: Patient | null;
  appointment: Appointment | null;
  queueEntry: QueueEntry | null;
};

/** For each of the logs, by its id, in three queries for all. */
export async function readConflictRecords(
  db: Queryable,
  locationId: number,
  logs: readonly Log[],
): Promise<Map<number, ConflictRecords>> {
  const idsOf = (type: SyncType) =>
    logs.flatMap((log) => (log.syncType === type && log.recordId !== null ? [log.recordId] : []));
  const booked = await db
    .select()
    .from(appointments)
    .where(and(eq(appointments.locationId, locationId), inArray(appointments.id, idsOf('appointment'))));
  const { id, uid, tokenNumber, currentStatus, patientId } = queueManagement;
  const waiting = await db
    .select({ id, uid, tokenNumber, currentStatus, patientId })
    .from(queueManagement)
    .where(and(eq(queueManagement.locationId, locationId), inArray(id, idsOf('queue'))));
  const uids = logs.flatMap((log) => patientUidOf(log) ?? []);
  const patientIds = [...idsOf('patient'), ...[...booked, ...waiting].map((row) => row.patientId)];
  const people = await db
    .select()
    .from(patients)
    .where(and(eq(patients.locationId, locationId), or(inArray(patients.uid, uids), inArray(patients.id, patientIds))));
  return new Map(
    logs.map((log) => {
      const of = <R extends { id: number }>(type: SyncType, rows: readonly R[]) =>
        log.syncType === type ? (rows.find((row) => row.id === log.recordId) ?? null) : null;
      const [appointment, queueEntry] = [of('appointment', booked), of('queue', waiting)];
      const named = patientUidOf(log);
      const whose = appointment?.patientId ?? queueEntry?.patientId ?? log.recordId;
      const isTheirs = (one: Patient) => (named === null ? one.id === whose : one.uid === named);
      return [log.id, { appointment, queueEntry, patient: people.find(isTheirs) ?? null }];
    }),
  );
}
