import { and, desc, eq } from 'drizzle-orm';
import { AppError } from '#shared/domain/errors.ts';
import { followUndo } from '#hub/features/appointments/follow-undo.ts';
import { queueEvents } from '#hub/db/schema/queue.ts';
import { lockEntryOrThrow } from './apply-event.ts';
import { commitMove } from './commit-move.ts';
import { entrySnapshotSchema } from './entry-snapshot.ts';
import type { StoredEntry } from './queue-entry.store.ts';
import type { QueueScope } from './queue-scope.ts';

const UNDO_WITHIN_MS = 10_000;
/** A repeated call has been heard by everyone in the room; a check-in has a ticket; an undo is not undone by the same key. */
const UNDOABLE: ReadonlySet<string> = new Set([
  'call',
  'start',
  'complete',
  'no_show',
  'return',
  'hold',
  'transfer',
  'cancel',
  'day_ended',
]);
/** Found in the morning, by people: nobody was there to take it back at once. */
const UNDOABLE_ALWAYS: ReadonlySet<string> = new Set(['day_ended']);

/**
 * Takes back the last move of an entry: it stands again as before, its appointment too, and history says so. How often it was
 * called does not go back, so that a display that has spoken the call speaks the next one. Throws `queue.not_found`,
 * `queue.nothing_to_undo` (the last move is none that can be taken back) and `queue.undo_too_late`.
 */
export async function undoMove(scope: QueueScope, queueId: number): Promise<StoredEntry> {
  const { tx, locationId, now } = scope;
  const current = await lockEntryOrThrow(scope, queueId);
  const [last, before] = await tx
    .select()
    .from(queueEvents)
    .where(and(eq(queueEvents.locationId, locationId), eq(queueEvents.queueId, queueId)))
    .orderBy(desc(queueEvents.id))
    .limit(2);
  const past = entrySnapshotSchema.safeParse(before?.entry);
  if (!last || !past.success || last.rev !== current.rev || !UNDOABLE.has(last.type)) {
    throw new AppError('queue.nothing_to_undo', { id: queueId, last: last?.type ?? null });
  }
  if (now - last.recordedAt > UNDO_WITHIN_MS && !UNDOABLE_ALWAYS.has(last.type)) {
    throw new AppError('queue.undo_too_late', { id: queueId, seconds: UNDO_WITHIN_MS / 1000 });
  }
  const { entry, returned, transferred } = past.data;
  const restored = {
    ...current,
    entry: { ...entry, callCount: current.entry.callCount },
    facts: { ...current.facts, returned, transferred },
  };
  await followUndo(scope, last.details['appointment']);
  return commitMove(scope, current, restored, { type: 'undo', details: { undone: last.type, event_id: last.id } });
}
