import { z } from 'zod';
import { waitClassOf, type OrderKey } from '#shared/domain/priority.ts';
import { waitClassSchema } from '#shared/domain/priority-settings.ts';
import { queueStatusSchema, type QueueEntry } from '#shared/domain/queue.ts';
import type { StoredEntry } from './queue-entry.store.ts';

const instantOrNull = z.number().nullable();

/** An entry as an event left it. Holds nothing that says who the patient is. */
export const entrySnapshotSchema = z.object({
  entry: z.object({
    uid: z.string(),
    status: queueStatusSchema,
    serviceUid: z.string(),
    doctorUid: z.string().nullable(),
    stationUid: z.string().nullable(),
    checkedInAt: z.number(),
    calledAt: instantOrNull,
    startedAt: instantOrNull,
    endedAt: instantOrNull,
    callCount: z.int(),
    heldSince: instantOrNull,
  }) satisfies z.ZodType<QueueEntry>,
  returned: z.boolean(),
  transferred: z.boolean(),
  waitClass: waitClassSchema,
  visitType: z.string(),
  order: z.object({ tier: z.union([z.literal(0), z.literal(1)]), at: z.number(), since: z.number() }),
});
export type EntrySnapshot = z.infer<typeof entrySnapshotSchema>;

export function snapshotOf({
  entry,
  facts,
  visitType,
  order,
}: Pick<StoredEntry, 'entry' | 'facts' | 'visitType' | 'order'>): EntrySnapshot {
  return {
    entry,
    returned: facts.returned,
    transferred: facts.transferred,
    waitClass: waitClassOf(facts),
    visitType,
    order: { tier: order.tier, at: order.at, since: order.checkedInAt },
  };
}

export function orderKeyIn({ entry, order }: EntrySnapshot): OrderKey {
  return { tier: order.tier, at: order.at, checkedInAt: order.since, uid: entry.uid };
}
