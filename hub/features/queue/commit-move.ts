import type { AuditActionOf } from '#shared/protocol/api/audit-actions.ts';
import { explainPriority } from '#shared/domain/explain-priority.ts';
import { orderKeyOf } from '#shared/domain/priority.ts';
import { queueEvents } from '#hub/db/schema/queue.ts';
import { recordAudit } from '#hub/features/audit/record-audit.ts';
import { snapshotOf } from './entry-snapshot.ts';
import { priorityEntryOf } from './priority-facts.ts';
import { readPrioritySettings } from './priority-settings.queries.ts';
import { actorColumns } from './queue-actor.ts';
import { saveQueueEntry, stationOf, viewOf, type StoredEntry } from './queue-entry.store.ts';
import type { QueueScope } from './queue-scope.ts';

/** A move as history names it: a domain event, or what staff did to the place. `details` never hold patient data. */
export type MoveRecord = { type: AuditActionOf<'queue'>; notes?: string; details?: Record<string, unknown> };

/**
 * Writes an entry as a move left it: row, history, audit and feed, in the caller's transaction. When what bears on its place
 * has changed, the place is found anew.
 */
export async function commitMove(
  scope: QueueScope,
  before: StoredEntry,
  after: StoredEntry,
  { type, notes, details = {} }: MoveRecord,
): Promise<StoredEntry> {
  const { tx, feed, locationId, actor, now, requestId } = scope;
  const placed = after.facts === before.facts ? { stored: after, why: null } : await placeAnew(scope, after);
  const saved = { ...placed.stored, rev: before.rev + 1 };
  const from = before.entry.status;
  const to = saved.entry.status;
  const event = tx.insert(queueEvents).values({
    ...actorColumns(actor),
    locationId,
    queueId: saved.id,
    type,
    fromStatus: from,
    toStatus: to,
    at: now,
    recordedAt: now,
    stationId: stationOf(saved.entry),
    notes: notes || null,
    details,
    rev: saved.rev,
    entry: snapshotOf(saved),
  });
  const trace = {
    locationId,
    actor,
    at: now,
    requestId,
    action: `queue.${type}` as const,
    entity: 'queue_entry',
    entityUid: saved.entry.uid,
    details: { from, to, ...details },
  };
  await Promise.all([saveQueueEntry(tx, locationId, saved, placed.why), event, recordAudit(tx, trace)]);
  feed.put(locationId, 'queue_entry', saved.rev, viewOf(saved));
  return saved;
}

async function placeAnew({ tx, locationId, now }: QueueScope, stored: StoredEntry) {
  const settings = await readPrioritySettings(tx, locationId);
  const priority = priorityEntryOf(stored);
  return {
    stored: { ...stored, order: orderKeyOf(priority, settings) },
    why: explainPriority(priority, settings, now),
  };
}
