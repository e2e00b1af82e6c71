import { and, eq } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import { canApply, TERMINAL_STATUSES, type QueueEventType } from '#shared/domain/queue.ts';
import type { QueueEventPayload } from '#shared/protocol/sync/queue-event-op.ts';
import { queueManagement } from '#hub/db/schema/queue.ts';
import { applyEvent } from '#hub/features/queue/apply-event.ts';
import { findDoctorByUid, findServiceByUid, findStationByUid } from './known-uids.queries.ts';
import type { CommandScope } from '#hub/http/command-scope.ts';

const ENDS: ReadonlySet<QueueEventType> = new Set(['complete', 'cancel']);

export type AppliedEvent = { queueId: number; superseded: boolean };

/**
 * Moves an entry as a device saw fit. When it has meanwhile moved on, what ends it still counts if it is legal; anything
 * else came too late and is superseded. Throws `sync.unknown_entry`.
 */
export async function applyQueueEventOp(
  scope: CommandScope,
  payload: QueueEventPayload,
  notes?: string,
): Promise<AppliedEvent> {
  const { tx, locationId } = scope;
  const { queueEntryUid, expectedFrom, event } = payload;
  const [entry] = await tx
    .select({ id: queueManagement.id, status: queueManagement.currentStatus })
    .from(queueManagement)
    .where(and(eq(queueManagement.uid, queueEntryUid), eq(queueManagement.locationId, locationId)))
    .for('update');
  if (!entry) throw new AppError('sync.unknown_entry', { uid: queueEntryUid });
  const isExpected = entry.status === expectedFrom || (ENDS.has(event.type) && !TERMINAL_STATUSES.has(entry.status));
  if (!isExpected || !canApply(entry.status, event.type)) return { queueId: entry.id, superseded: true };
  if (event.type === 'call') await findStationByUid(tx, locationId, event.stationUid);
  if (event.type === 'transfer') {
    await findServiceByUid(tx, locationId, event.serviceUid);
    if (event.doctorUid !== null) await findDoctorByUid(tx, locationId, event.doctorUid);
  }
  await applyEvent(scope, { queueId: entry.id, event, notes });
  return { queueId: entry.id, superseded: false };
}
