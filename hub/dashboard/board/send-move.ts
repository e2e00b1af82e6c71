import type { QueueEventType } from '#shared/domain/queue.ts';
import {
  postQueueEvent,
  type QueueEventRequest,
  type QueueRow,
  type UrgencyLevel,
} from '#shared/protocol/api/queue.ts';
import type { HubClient } from '#dashboard/api/hub-client.ts';

/** A move of one entry with what it needs: where to call, where to transfer. */
export type Move =
  | { event: 'call'; stationId: number }
  | { event: 'transfer'; serviceId: number; doctorId: number | null }
  | { event: 'set_urgency'; level: UrgencyLevel | null; reason: string }
  | { event: Exclude<QueueEventType, 'call' | 'transfer'> };

/** Asks the hub for one move of one entry; the reply is the entry as it then stands. */
export function sendMove(client: HubClient, entryId: number, move: Move, idempotencyKey: string): Promise<QueueRow> {
  return client.call(postQueueEvent, { params: { id: entryId }, body: bodyOf(move) }, { idempotencyKey });
}

function bodyOf(move: Move): QueueEventRequest {
  switch (move.event) {
    case 'call':
      return { type: move.event, station_id: move.stationId };
    case 'transfer':
      return { type: move.event, service_id: move.serviceId, doctor_id: move.doctorId };
    case 'set_urgency':
      return move.level === 'emergency'
        ? { type: 'raise_to_emergency', notes: move.reason }
        : { type: 'set_urgency', urgency_level: move.level, notes: move.reason };
    default:
      return { type: move.event };
  }
}
