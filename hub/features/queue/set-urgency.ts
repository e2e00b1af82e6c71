import { AppError } from '#shared/domain/errors.ts';
import { TERMINAL_STATUSES } from '#shared/domain/queue.ts';
import type { UrgencyLevel } from '#shared/protocol/api/queue.ts';
import { lockEntryOrThrow } from './apply-event.ts';
import { commitMove } from './commit-move.ts';
import { factsOfLevel, levelOfFacts } from './priority-facts.ts';
import type { StoredEntry } from './queue-entry.store.ts';
import type { QueueScope } from './queue-scope.ts';

export type UrgencyChange = { queueId: number; level: UrgencyLevel | null; notes?: string };

/** Staff judge how urgent somebody is. Throws `queue.not_found`, and `queue.illegal_move` for a visit that is over. */
export async function setUrgency(scope: QueueScope, change: UrgencyChange): Promise<StoredEntry> {
  const before = await lockEntryOrThrow(scope, change.queueId);
  assertOpen(before, 'set_urgency');
  const from = levelOfFacts(before.facts);
  const after = { ...before, facts: { ...before.facts, ...factsOfLevel(change.level) } };
  const type = change.level === 'emergency' ? 'raise_to_emergency' : 'set_urgency';
  return commitMove(scope, before, after, { type, notes: change.notes, details: { level: change.level, was: from } });
}

export function assertOpen({ entry }: StoredEntry, event: string): void {
  if (!TERMINAL_STATUSES.has(entry.status)) return;
  throw new AppError('queue.illegal_move', { uid: entry.uid, from: entry.status, event });
}
