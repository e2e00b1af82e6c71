import type { QueueEventType, QueueStatus } from '#shared/domain/queue.ts';

export type StatusEvent = Exclude<QueueEventType, 'hold' | 'transfer'>;

/**
 * The event that leads from one status to another, for callers who name the status they want. Asking for the status an
 * entry has already means: again. Whether the event is legal is for the domain to say.
 */
export function eventForStatus(from: QueueStatus, to: QueueStatus): StatusEvent {
  switch (to) {
    case 'waiting':
      return 'return';
    case 'called':
      return from === 'called' ? 'recall' : 'call';
    case 'in_consultation':
      return 'start';
    case 'completed':
      return 'complete';
    case 'cancelled':
      return 'cancel';
    case 'no_show':
      return 'no_show';
  }
}
