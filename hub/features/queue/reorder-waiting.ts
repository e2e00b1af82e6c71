import { and, inArray, sql } from 'drizzle-orm';
import { explainPriority } from '#shared/domain/explain-priority.ts';
import { compareOrderKeys, orderKeyOf } from '#shared/domain/priority.ts';
import { queueEvents, queueManagement } from '#hub/db/schema/queue.ts';
import { snapshotOf } from './entry-snapshot.ts';
import { isPresent } from './open-entries.ts';
import { holdOrder } from './order-lock.ts';
import { priorityEntryOf } from './priority-facts.ts';
import { readPrioritySettings } from './priority-settings.queries.ts';
import { actorColumns } from './queue-actor.ts';
import { lockQueueEntries, viewOf } from './queue-entry.store.ts';
import type { QueueScope } from './queue-scope.ts';
import { readLocation } from './read-location.ts';

/** A statement takes 65,535 parameters. */
const EVENTS_PER_INSERT = 2000;

/**
 * Finds everyone's place anew by the settings as they stand in this transaction: call it after changing them. Only entries whose
 * place changes are written, each with its event. Gives how many.
 */
export async function reorderWaiting(scope: QueueScope): Promise<number> {
  const { tx, feed, locationId, actor, now } = scope;
  await holdOrder(tx, locationId);
  const location = await readLocation(tx, locationId);
  const settings = await readPrioritySettings(tx, locationId);
  const present = and(
    isPresent(locationId, location, now),
    inArray(queueManagement.currentStatus, ['waiting', 'called', 'in_consultation', 'no_show']),
  );
  const moved = (await lockQueueEntries(tx, present)).flatMap((stored) => {
    const priority = priorityEntryOf(stored);
    const order = orderKeyOf(priority, settings);
    if (compareOrderKeys(order, stored.order) === 0) return [];
    return { stored: { ...stored, rev: stored.rev + 1, order }, why: explainPriority(priority, settings, now) };
  });
  if (moved.length === 0) return 0;
  const places = moved.map(({ stored: { id, order }, why }) => ({
    id,
    tier: order.tier,
    at: new Date(order.at).toISOString(),
    since: new Date(order.checkedInAt).toISOString(),
    score: why.priorityScore,
    medical: why.medicalUrgencyScore,
    waited: why.waitTimeScore,
    factors: why.factors,
  }));
  await tx.execute(sql`
    UPDATE queue_management SET rev = rev + 1, order_tier = place.tier, order_at = place.at, order_since = place.since,
      priority_score = place.score, medical_urgency_score = place.medical, wait_time_score = place.waited,
      ai_priority_factors = place.factors, updated_at = now()
    FROM json_to_recordset(${JSON.stringify(places)}::json) AS place (
      id bigint, tier smallint, at timestamptz, since timestamptz, score int, medical int, waited int, factors jsonb)
    WHERE queue_management.location_id = ${locationId} AND queue_management.id = place.id`);
  const events = moved.map(({ stored }) => ({
    ...actorColumns(actor),
    locationId,
    queueId: stored.id,
    type: 'reorder',
    fromStatus: stored.entry.status,
    toStatus: stored.entry.status,
    at: now,
    recordedAt: now,
    rev: stored.rev,
    entry: snapshotOf(stored),
  }));
  for (let from = 0; from < events.length; from += EVENTS_PER_INSERT)
    await tx.insert(queueEvents).values(events.slice(from, from + EVENTS_PER_INSERT));
  for (const { stored } of moved) feed.put(locationId, 'queue_entry', stored.rev, viewOf(stored));
  return moved.length;
}
