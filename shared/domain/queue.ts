import { z } from 'zod';
import { AppError } from './errors.ts';
import type { Instant } from './ports.ts';

export const queueStatusSchema = z.enum(['waiting', 'called', 'in_consultation', 'completed', 'cancelled', 'no_show']);
export type QueueStatus = z.infer<typeof queueStatusSchema>;

export const TERMINAL_STATUSES: ReadonlySet<QueueStatus> = new Set(['completed', 'cancelled']);

export type QueueEvent =
  | { type: 'call'; stationUid: string }
  | { type: 'recall' }
  | { type: 'start' }
  | { type: 'complete' }
  | { type: 'no_show' }
  | { type: 'return' }
  | { type: 'hold' }
  | { type: 'transfer'; serviceUid: string; doctorUid: string | null }
  | { type: 'cancel' };
export type QueueEventType = QueueEvent['type'];

/** A visit's place in a queue. Times are instants; `null` where it has not happened. */
export type QueueEntry = {
  uid: string;
  status: QueueStatus;
  serviceUid: string;
  doctorUid: string | null;
  stationUid: string | null;
  /** Kept by return and transfer: coming back does not cost one's place. */
  checkedInAt: Instant;
  calledAt: Instant | null;
  startedAt: Instant | null;
  endedAt: Instant | null;
  /** How often this entry was ever called or recalled: never goes back, so that a display speaks each count once. */
  callCount: number;
  /** Set while the entry is passed over on purpose (patient stepped out, result awaited). */
  heldSince: Instant | null;
};

// A missing cell is an illegal move. A no-show may return: people do come back.
const NEXT: Record<QueueStatus, Partial<Record<QueueEventType, QueueStatus>>> = {
  waiting: { call: 'called', hold: 'waiting', return: 'waiting', transfer: 'waiting', cancel: 'cancelled' },
  called: {
    recall: 'called',
    start: 'in_consultation',
    no_show: 'no_show',
    return: 'waiting',
    hold: 'waiting',
    transfer: 'waiting',
    cancel: 'cancelled',
  },
  in_consultation: { complete: 'completed', transfer: 'waiting', return: 'waiting' },
  no_show: { return: 'waiting', cancel: 'cancelled' },
  completed: {},
  cancelled: {},
};

export function canApply(status: QueueStatus, event: QueueEventType): boolean {
  return NEXT[status][event] !== undefined;
}

/** Throws `queue.illegal_move` when the event is not possible from the entry's status. */
export function applyQueueEvent(entry: QueueEntry, event: QueueEvent, now: Instant): QueueEntry {
  const status = NEXT[entry.status][event.type];
  if (!status) throw new AppError('queue.illegal_move', { uid: entry.uid, from: entry.status, event: event.type });
  return { ...entry, ...stamps(entry, event, now), status };
}

function stamps(entry: QueueEntry, event: QueueEvent, now: Instant): Partial<QueueEntry> {
  switch (event.type) {
    case 'call':
      return { stationUid: event.stationUid, calledAt: now, callCount: entry.callCount + 1, heldSince: null };
    case 'recall':
      return { calledAt: now, callCount: entry.callCount + 1 };
    case 'start':
      return { startedAt: now };
    case 'complete':
    case 'cancel':
    case 'no_show':
      return { endedAt: now, heldSince: null };
    case 'hold':
      return { heldSince: now, stationUid: null, calledAt: null };
    case 'return':
      return { heldSince: null, stationUid: null, calledAt: null, startedAt: null, endedAt: null };
    case 'transfer':
      return {
        serviceUid: event.serviceUid,
        doctorUid: event.doctorUid,
        stationUid: null,
        calledAt: null,
        startedAt: null,
        heldSince: null,
      };
  }
}
