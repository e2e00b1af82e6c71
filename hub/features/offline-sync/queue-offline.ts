import { z } from 'zod';
import { AppError } from '#shared/domain/errors.ts';
import { queueStatusSchema } from '#shared/domain/queue.ts';
import { joinQueue as joinContract } from '#shared/protocol/api/queue.ts';
import { eventForStatus } from '#hub/features/queue/event-for-status.ts';
import { findStation } from '#hub/features/queue/find-place.ts';
import { joinQueue, readJoining } from '#hub/features/queue/join-queue.ts';
import { applyQueueEventOp } from '#hub/features/sync/apply-queue-event.ts';
import type { Outcome } from '#hub/features/sync/apply-in-savepoint.ts';
import { findEntryRecord, findPatientRecord } from './find-record.ts';
import type { OfflineOp } from './offline-op.ts';
import type { OfflineScope } from './offline-scope.ts';
import { namedRecordSchema, readData } from './read-data.ts';

/** A registered patient who is to wait, under a token of the desk: the device that hands this over has issued none. */
export async function joinOffline(scope: OfflineScope, { data, opId }: OfflineOp): Promise<Outcome> {
  const { uid = opId, patient_uid: patientUid } = readData(
    z.object({ uid: z.uuid().optional(), patient_uid: z.uuid().optional() }),
    data,
  );
  const patient =
    patientUid === undefined ? {} : { patient_id: (await findPatientRecord(scope, { uid: patientUid })).id };
  const joining = readJoining(readData(joinContract.body, { ...data, ...patient }));
  const recordId = await joinQueue(scope, scope.ids, { ...joining, queueEntryUid: uid });
  return { outcome: 'synced', code: null, recordId };
}

const moveSchema = z.object({
  status: queueStatusSchema,
  /** What the device saw when the move was made; left out: whatever it is now. */
  expected_from: queueStatusSchema.optional(),
  station_id: z.int().positive().optional(),
  notes: z.string().max(1000).optional(),
});

/** A move that was made off line: legal still, or superseded by what has happened since. */
export async function moveOffline(scope: OfflineScope, { data, action }: OfflineOp): Promise<Outcome> {
  const entry = await findEntryRecord(scope, readData(namedRecordSchema, data));
  const wish = action === 'delete' ? { ...data, status: 'cancelled' } : data;
  const {
    status,
    expected_from: expectedFrom = entry.status,
    station_id: stationId,
    notes,
  } = readData(moveSchema, wish);
  const type = eventForStatus(expectedFrom, status);
  const event = type === 'call' ? { type, stationUid: await stationUidOf(scope, stationId) } : { type };
  const payload = { queueEntryUid: entry.uid, expectedFrom, event };
  const { queueId, superseded } = await applyQueueEventOp(scope, payload, notes);
  if (!superseded) return { outcome: 'synced', code: null, recordId: queueId };
  return { outcome: 'conflict', code: 'sync.superseded', recordId: queueId, resolution: 'superseded' };
}

async function stationUidOf({ tx, locationId }: OfflineScope, id: number | undefined): Promise<string> {
  if (id === undefined) throw new AppError('queue.station_needed');
  return (await findStation(tx, locationId, id)).uid;
}
