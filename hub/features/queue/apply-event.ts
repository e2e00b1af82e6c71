import { AppError } from '#shared/domain/errors.ts';
import { applyQueueEvent, type QueueEvent } from '#shared/domain/queue.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import { queueEvents } from '#hub/db/schema/queue.ts';
import { actorColumns } from './queue-actor.ts';
import { lockQueueEntry, saveQueueEntry, viewOf, type StoredEntry } from './queue-entry.store.ts';
import type { QueueScope } from './queue-scope.ts';

export type QueueMove = { queueId: number; event: QueueEvent; notes?: string };

/**
 * The one way a queue entry moves: row, history, audit and feed in the caller's transaction. Throws `queue.not_found`
 * (also for another location's entry) and `queue.illegal_move`.
 */
export async function applyEvent(scope: QueueScope, { queueId, event, notes }: QueueMove): Promise<StoredEntry> {
  const { tx, feed, locationId, actor, now, requestId } = scope;
  const before = await lockQueueEntry(tx, locationId, queueId);
  if (!before) throw new AppError('queue.not_found', { id: queueId });
  const moved = { ...before, entry: applyQueueEvent(before.entry, event, now) };
  const { stationId, ...after } = await saveQueueEntry(tx, locationId, moved);
  const from = before.entry.status;
  const to = after.entry.status;
  await tx.insert(queueEvents).values({
    ...actorColumns(actor),
    locationId,
    queueId,
    type: event.type,
    fromStatus: from,
    toStatus: to,
    at: now,
    stationId,
    notes: notes || null,
    details: event.type === 'transfer' ? { service_uid: event.serviceUid, doctor_uid: event.doctorUid } : {},
  });
  await recordAudit(tx, {
    locationId,
    actor,
    at: now,
    requestId,
    action: `queue.${event.type}`,
    entity: 'queue_entry',
    entityUid: after.entry.uid,
    details: { from, to },
  });
  feed.put(locationId, 'queue_entry', after.rev, viewOf(after));
  return after;
}
