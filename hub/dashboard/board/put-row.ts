import type { QueueGroup, QueueRow } from '#shared/protocol/api/queue.ts';
import { queueKeyOf } from './board-view.ts';

/**
 * The groups with the hub's newest word on one entry, which may have changed queues. An entry that the board has never
 * heard of is added; the totals are the hub's and follow with the next fetch.
 */
export function putRow(groups: readonly QueueGroup[], row: QueueRow): QueueGroup[] {
  const home = queueKeyOf(row);
  return groups.map((group) => {
    const others = group.queue.filter((entry) => entry.id !== row.id);
    if (queueKeyOf(group) !== home) return others.length === group.queue.length ? group : { ...group, queue: others };
    const at = group.queue.findIndex((entry) => entry.id === row.id);
    return { ...group, queue: at < 0 ? [...others, row] : group.queue.with(at, row) };
  });
}
