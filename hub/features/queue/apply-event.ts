import { AppError } from '#shared/domain/errors.ts';
import { applyQueueEvent, type QueueEvent } from '#shared/domain/queue.ts';
import { followQueueEntry } from '#hub/features/appointments/follow-queue-entry.ts';
import { commitMove } from './commit-move.ts';
import type { PriorityFacts } from './priority-facts.ts';
import { lockQueueEntry, type StoredEntry } from './queue-entry.store.ts';
import type { QueueScope } from './queue-scope.ts';

export type QueueMove = { queueId: number; event: QueueEvent; notes?: string };

/**
 * The one way a queue entry moves: row, history, audit and feed in the caller's transaction. Throws `queue.not_found`
 * (also for another location's entry) and `queue.illegal_move`.
 */
export async function applyEvent(scope: QueueScope, { queueId, event, notes }: QueueMove): Promise<StoredEntry> {
  return applyTo(scope, await lockEntryOrThrow(scope, queueId), event, notes);
}

/** The same, to an entry that the caller has locked. */
export async function applyTo(
  scope: QueueScope,
  before: StoredEntry,
  event: QueueEvent,
  notes?: string,
): Promise<StoredEntry> {
  const after = { ...before, entry: applyQueueEvent(before.entry, event, scope.now), facts: factsAfter(before, event) };
  const details = event.type === 'transfer' ? { service_uid: event.serviceUid, doctor_uid: event.doctorUid } : {};
  // First the appointment: history keeps how it stood before, so that taking the move back takes both back.
  const appointment = await followQueueEntry(scope, before.id, event.type);
  const all = appointment ? { ...details, appointment } : details;
  return commitMove(scope, before, after, { type: event.type, notes, details: all });
}

export async function lockEntryOrThrow({ tx, locationId }: QueueScope, queueId: number): Promise<StoredEntry> {
  const stored = await lockQueueEntry(tx, locationId, queueId);
  if (!stored) throw new AppError('queue.not_found', { id: queueId });
  return stored;
}

/** Coming back counts only for who had been called and was away, not for a call or a hold that was taken back. */
function factsAfter({ entry, facts }: StoredEntry, event: QueueEvent): PriorityFacts {
  if (event.type === 'transfer' && !facts.transferred) return { ...facts, transferred: true };
  const wasAway =
    entry.status === 'no_show' ||
    entry.status === 'in_consultation' ||
    (entry.heldSince !== null && entry.callCount > 0);
  if (event.type === 'return' && wasAway && !facts.returned) return { ...facts, returned: true };
  return facts;
}
