import type { QueueEventType, QueueStatus } from '#shared/domain/queue.ts';

/** What stood before a move, as far as taking it back needs it. */
export type Before = { status: QueueStatus; held: boolean; serviceId: number; doctorId: number | null };

export type UndoMove =
  /** With `landsIn` the words must say so: the patient is back in the queue, not called as before. */
  { event: 'return'; landsIn?: 'waiting' } | { event: 'transfer'; serviceId: number; doctorId: number | null };

/**
 * The legal move that takes another back, or null: an end (done, cancelled) is final, and a start or a repeated call
 * has been heard by everyone in the room.
 */
export function undoOf(event: QueueEventType, before: Before): UndoMove | null {
  switch (event) {
    case 'call':
      return before.held ? null : { event: 'return' };
    case 'hold':
      if (before.held) return null;
      return before.status === 'waiting' ? { event: 'return' } : { event: 'return', landsIn: 'waiting' };
    case 'no_show':
      return { event: 'return', landsIn: 'waiting' };
    case 'transfer':
      return before.status === 'waiting' && !before.held
        ? { event: 'transfer', serviceId: before.serviceId, doctorId: before.doctorId }
        : null;
    case 'recall':
    case 'start':
    case 'complete':
    case 'return':
    case 'cancel':
      return null;
  }
}
