import type { QueueStatus } from '#shared/domain/queue.ts';
import { followQueueEntry } from '#hub/features/appointments/follow-queue-entry.ts';
import { commitMove } from '#hub/features/queue/commit-move.ts';
import { lockQueueEntry } from '#hub/features/queue/queue-entry.store.ts';
import type { QueueScope } from '#hub/features/queue/queue-scope.ts';

/** What history calls it; an undo of it is not bound to ten seconds. */
export const DAY_ENDED = 'day_ended';

type Ending = { to: QueueStatus; appointment: 'no_show' | 'complete' | null };

/**
 * What an entry becomes that was left open when its day ended. Who was never called has left without being seen: a no-show,
 * as one may return from, and not cancelled, which is for good. Their appointment stays as it is: they did come. Who was
 * called and never seen was absent. A consultation that nobody ended is over.
 */
const ENDINGS: Partial<Record<QueueStatus, Ending>> = {
  waiting: { to: 'no_show', appointment: null },
  called: { to: 'no_show', appointment: 'no_show' },
  in_consultation: { to: 'completed', appointment: 'complete' },
};

/** Ends one entry, unless somebody has meanwhile done so: row, history, audit and feed, as every move. */
export async function endEntry(scope: QueueScope, queueId: number): Promise<boolean> {
  const before = await lockQueueEntry(scope.tx, scope.locationId, queueId);
  const ending = before && ENDINGS[before.entry.status];
  if (!ending) return false;
  const moved = ending.appointment && (await followQueueEntry(scope, queueId, ending.appointment));
  // When a consultation that nobody ended was over, nobody knows: no length of it may be counted from a made-up time.
  const endedAt = ending.to === 'completed' ? null : scope.now;
  const entry = { ...before.entry, status: ending.to, endedAt, heldSince: null };
  const details = { never_called: before.entry.callCount === 0, ...(moved && { appointment: moved }) };
  await commitMove(scope, before, { ...before, entry }, { type: DAY_ENDED, details });
  return true;
}
