import { and, asc, eq } from 'drizzle-orm';
import type { Instant } from '#shared/domain/ports.ts';
import type { PriorityEntry } from '#shared/domain/priority.ts';
import type { PrioritySettings } from '#shared/domain/priority-settings.ts';
import { findOverdue, previewSettings } from '#shared/domain/queue-order.ts';
import { parseWholeToken, tokenLabel } from '#shared/domain/token.ts';
import type { QueuePreview } from '#shared/protocol/api/queue.ts';
import type { Queryable } from '#hub/db/client.ts';
import { patients } from '#hub/db/schema/patients.ts';
import { queueManagement, visits } from '#hub/db/schema/queue.ts';
import { isCallable, isPresent } from './open-entries.ts';
import { priorityEntryOf } from './priority-facts.ts';
import { readPrioritySettings } from './priority-settings.queries.ts';
import { factsOfRow } from './queue-entry.store.ts';
import type { LocationRow } from './read-location.ts';

type Waiting = { id: number; tokenNumber: string; priority: PriorityEntry };

/** Every queue in which somebody waits, as `draft` would order it. Nothing is locked or written. */
export async function previewQueues(
  db: Queryable,
  location: LocationRow,
  draft: PrioritySettings,
  now: Instant,
): Promise<QueuePreview[]> {
  const present = await readPrioritySettings(db, location.id);
  const rows = await db
    .select({
      queue: queueManagement,
      specialRequirements: visits.specialRequirements,
      birthDate: patients.dateOfBirth,
    })
    .from(queueManagement)
    .innerJoin(visits, eq(visits.id, queueManagement.visitId))
    .innerJoin(patients, eq(patients.id, queueManagement.patientId))
    .where(and(isPresent(location.id, location, now), isCallable()))
    .orderBy(asc(queueManagement.serviceId), asc(queueManagement.doctorId));
  const queues = Map.groupBy(rows, ({ queue }) => `${queue.serviceId} ${queue.doctorId}`);
  return [...queues.values()].map((entries) => {
    const { serviceId, doctorId } = entries[0]!.queue;
    const waiting = entries.map(({ queue, ...facts }): Waiting => {
      const entry = { uid: queue.uid, checkedInAt: queue.checkInTime };
      const { id, tokenNumber, businessDate } = queue;
      return { id, tokenNumber, priority: priorityEntryOf({ entry, businessDate, facts: factsOfRow(queue, facts) }) };
    });
    return { doctor_id: doctorId, service_id: serviceId, ...previewQueue(waiting, present, draft, now) };
  });
}

function previewQueue(waiting: readonly Waiting[], present: PrioritySettings, draft: PrioritySettings, now: Instant) {
  const byUid = new Map(waiting.map((one) => [one.priority.uid, one]));
  const entries = waiting.map(({ priority }) => priority);
  const overdue = new Set(findOverdue(entries, draft, now).map(({ uid }) => uid));
  const preview = previewSettings(entries, present, draft);
  return {
    moved_earlier: preview.movedEarlier,
    moved_later: preview.movedLater,
    rows: preview.rows.map(({ uid, from, to, move, headStartChange }) => {
      const { id, tokenNumber } = byUid.get(uid)!;
      const token_label = tokenLabel(parseWholeToken(tokenNumber));
      return { id, token_label, from, to, move, head_start_change: headStartChange, overdue: overdue.has(uid) };
    }),
  };
}
