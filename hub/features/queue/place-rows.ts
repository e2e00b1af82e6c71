import type { QueueRow } from '#shared/protocol/api/queue.ts';
import { estimateWaitMinutes } from './estimate-wait.ts';
import type { UnplacedRow } from './queue-rows.queries.ts';

/**
 * Gives the rows of one queue, in calling order, their positions and waits. Only who may be called has a place; who is
 * on hold gets the old one back on return.
 */
export function placeRows(rows: readonly UnplacedRow[], averageMinutes: number): QueueRow[] {
  const isBusy = rows.some((row) => row.current_status === 'in_consultation');
  let position = 0;
  return rows.map((row) => {
    if (row.current_status !== 'waiting' || row.held) {
      return { ...row, queue_position: null, estimated_wait_time_minutes: null };
    }
    position += 1;
    return {
      ...row,
      queue_position: position,
      // The configured average only until the estimator has said something (a hub that has just started).
      estimated_wait_time_minutes: row.wait_range?.upper ?? estimateWaitMinutes({ position, averageMinutes, isBusy }),
    };
  });
}
