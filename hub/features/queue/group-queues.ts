import type { QueueGroup } from '#shared/protocol/api/queue.ts';
import { placeRows } from './place-rows.ts';
import type { UnplacedRow } from './queue-rows.queries.ts';

/** A queue that may exist: a service, and perhaps one doctor. */
export type QueueHead = {
  serviceId: number;
  serviceName: string;
  averageMinutes: number;
  doctorId: number | null;
  doctorName: string | null;
  stationId: number | null;
  /** Shown even while nobody is in it. */
  isOffered: boolean;
  /** Minutes, for somebody who joined now; null while the estimator has said nothing. */
  newcomerWait?: { lower: number; upper: number } | null;
};

/** Sorts rows, given in calling order, into their queues. */
export function groupQueues(heads: readonly QueueHead[], rows: readonly UnplacedRow[]): QueueGroup[] {
  const byQueue = Map.groupBy(rows, (row) => keyOf(row.service_id, row.doctor_id));
  return heads.flatMap((head) => {
    const own = byQueue.get(keyOf(head.serviceId, head.doctorId)) ?? [];
    if (own.length === 0 && !head.isOffered) return [];
    const count = (status: UnplacedRow['current_status']) => own.filter((row) => row.current_status === status).length;
    return {
      doctor_id: head.doctorId,
      doctor_name: head.doctorName,
      service_id: head.serviceId,
      service_name: head.serviceName,
      default_station_id: head.stationId,
      total_waiting: count('waiting'),
      total_called: count('called'),
      total_in_consultation: count('in_consultation'),
      total_overdue: own.filter((row) => row.overdue).length,
      newcomer_wait: head.newcomerWait ?? null,
      queue: placeRows(own, head.averageMinutes),
    };
  });
}

function keyOf(serviceId: number, doctorId: number | null): string {
  return `${serviceId}:${doctorId ?? ''}`;
}
