import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Instant } from '#shared/domain/ports.ts';
import type { ShownRange } from '#shared/domain/wait/shown-range.ts';
import type { QueueWait } from '#shared/protocol/entities.ts';
import type { TransactionScope } from '#hub/db/transact.ts';
import { services, stations } from '#hub/db/schema/clinic.ts';
import { queueManagement, visits } from '#hub/db/schema/queue.ts';
import { users } from '#hub/db/schema/staff.ts';
import { entryOfRow, viewOf } from '#hub/features/queue/queue-entry.store.ts';
import type { PublishedQueues } from './published-waits.ts';

const MINUTE = 60_000;
/** A range that stays the same is said again so often while anybody waits: devices take one that is older for forgotten. */
const SAY_AGAIN_MS = 10 * MINUTE;

/** Puts the queues whose range or number has changed into the feed. Gives what devices now know. */
export function publishQueues(
  { feed }: Pick<TransactionScope, 'feed'>,
  locationId: number,
  published: PublishedQueues,
  queues: readonly QueueWait[],
): PublishedQueues {
  const next: PublishedQueues = {};
  for (const queue of queues) {
    const { uid, waiting, waitMinutes, madeAt } = queue;
    const before = published[uid];
    if (before && isSaid(before, queue)) {
      next[uid] = before;
      continue;
    }
    const rev = (before?.rev ?? 0) + 1;
    next[uid] = { waiting, waitMinutes, madeAt, rev };
    feed.put(locationId, 'queue_wait', rev, queue);
  }
  for (const [uid, { rev }] of Object.entries(published)) {
    if (!next[uid]) feed.remove(locationId, 'queue_wait', uid, rev + 1);
  }
  return next;
}

function isSaid(before: PublishedQueues[string], { waiting, waitMinutes, madeAt }: QueueWait): boolean {
  const isSame =
    before.waiting === waiting && before.waitMinutes[0] === waitMinutes[0] && before.waitMinutes[1] === waitMinutes[1];
  return isSame && (waiting === 0 || madeAt - before.madeAt < SAY_AGAIN_MS);
}

/**
 * Puts what these people are told into the feed, with the entries as they stand. First the stream's counter is locked: whoever has
 * moved an entry and is not seen here appends after us, so that an old status never comes behind a new one.
 */
export async function publishTold(
  { tx, feed }: TransactionScope,
  locationId: number,
  told: readonly { uid: string; told: ShownRange }[],
): Promise<void> {
  if (told.length === 0) return;
  const held = tx.execute(
    sql`SELECT seq FROM feed_head WHERE location_id = ${locationId} AND stream = 'queue' FOR UPDATE`,
  );
  const ranges = new Map(told.map((one) => [one.uid, one.told]));
  const found = tx
    .select({
      queue: queueManagement,
      language: visits.language,
      serviceUid: services.uid,
      doctorUid: users.uid,
      stationUid: stations.uid,
    })
    .from(queueManagement)
    .innerJoin(visits, eq(visits.id, queueManagement.visitId))
    .innerJoin(services, eq(services.id, queueManagement.serviceId))
    .leftJoin(users, eq(users.id, queueManagement.doctorId))
    .leftJoin(stations, eq(stations.id, queueManagement.stationId))
    .where(
      and(
        eq(queueManagement.locationId, locationId),
        sql`${queueManagement.uid} = ANY(${sql.param([...ranges.keys()])}::uuid[])`,
        eq(queueManagement.currentStatus, 'waiting'),
        isNull(queueManagement.heldSince),
      ),
    );
  const [, rows] = await Promise.all([held.execute(), found.execute()]);
  for (const { queue, language, ...uids } of rows) {
    const range = ranges.get(queue.uid)!;
    feed.put(locationId, 'queue_entry', queue.rev, {
      ...viewOf({ ...entryOfRow(queue, uids), language }),
      waitMinutes: [minutesBetween(range.saidAt, range.from), minutesBetween(range.saidAt, range.to)],
      waitSaidAt: range.saidAt,
    });
  }
}

function minutesBetween(from: Instant, to: Instant): number {
  return Math.max(0, Math.round((to - from) / MINUTE));
}
