import { canApply, type QueueEventType, type QueueStatus } from '#shared/domain/queue.ts';
import type { Instant } from '#shared/domain/ports.ts';
import type { QueueGroup, QueueRow } from '#shared/protocol/api/queue.ts';

/** One queue as the board shows it: who is here now, who is next, who is passed over and who did not come. */
export type BoardQueue = {
  key: string;
  doctorId: number | null;
  serviceId: number;
  doctorName: string | null;
  serviceName: string;
  defaultStationId: number | null;
  called: BoardEntry[];
  inConsultation: BoardEntry[];
  waiting: BoardEntry[];
  held: BoardEntry[];
  noShow: BoardEntry[];
  /** Of those waiting and not held; 0 when nobody is. */
  longestWaitMinutes: number;
};

export type BoardEntry = QueueRow & {
  queueKey: string;
  waitedMinutes: number;
  /** What was asked of the hub and is not answered yet. The entry is shown where it would then be, marked as unsure. */
  pending: Asked | null;
};

/** A move by the rules of the queue, or what only the hub can tell the outcome of. */
export type Asked = QueueEventType | 'undo' | 'set_urgency';

/** Something asked of the hub for one entry, while its answer is awaited. */
export type PendingMove = { event: Asked; from: QueueStatus };

const STATUS_AFTER: Partial<Record<QueueEventType, QueueStatus>> = {
  call: 'called',
  start: 'in_consultation',
  complete: 'completed',
  no_show: 'no_show',
  return: 'waiting',
  hold: 'waiting',
  cancel: 'cancelled',
};

export function queueKeyOf(group: { doctor_id: number | null; service_id: number }): string {
  return `${group.service_id}:${group.doctor_id ?? 'any'}`;
}

/**
 * The hub's queues in the hub's order, with unanswered moves laid over them. A move is laid over only while the entry
 * still stands where the move began: what the hub says afterwards always wins.
 */
export function boardView(
  groups: readonly QueueGroup[],
  pending: ReadonlyMap<number, PendingMove>,
  now: Instant,
): BoardQueue[] {
  return groups.map((group) => {
    const key = queueKeyOf(group);
    const entries = group.queue.map((row) => toEntry(row, key, pending.get(row.id), now));
    const standing = (status: QueueStatus) => entries.filter((entry) => entry.current_status === status);
    const waiting = standing('waiting').toSorted(byPlace);
    const open = waiting.filter((entry) => !entry.held);
    return {
      key,
      doctorId: group.doctor_id,
      serviceId: group.service_id,
      doctorName: group.doctor_name,
      serviceName: group.service_name,
      defaultStationId: group.default_station_id,
      called: standing('called').toSorted(byLatest((entry) => entry.called_time)),
      inConsultation: standing('in_consultation').toSorted(byLatest((entry) => entry.consultation_start_time)),
      waiting: open,
      held: waiting.filter((entry) => entry.held),
      noShow: standing('no_show').toSorted(byLatest((entry) => entry.called_time ?? entry.check_in_time)),
      longestWaitMinutes: open.reduce((longest, entry) => Math.max(longest, entry.waitedMinutes), 0),
    };
  });
}

function toEntry(row: QueueRow, queueKey: string, move: PendingMove | undefined, now: Instant): BoardEntry {
  const waitedMinutes = minutesBetween(row.check_in_time, now);
  if (move === undefined || move.from !== row.current_status) return { ...row, queueKey, waitedMinutes, pending: null };
  // Where these lead, the hub says.
  if (move.event === 'undo' || move.event === 'set_urgency') {
    return { ...row, queueKey, waitedMinutes, pending: move.event };
  }
  if (!canApply(row.current_status, move.event)) return { ...row, queueKey, waitedMinutes, pending: null };
  return {
    ...row,
    queueKey,
    waitedMinutes,
    pending: move.event,
    current_status: STATUS_AFTER[move.event] ?? row.current_status,
    held: move.event === 'hold' || (row.held && move.event !== 'return' && move.event !== 'call'),
  };
}

/** Whole minutes, never negative: a desk's clock may be a little behind the hub's. */
export function minutesBetween(since: string, now: Instant): number {
  return Math.max(0, Math.floor((now - Date.parse(since)) / 60_000));
}

/** The hub decides the order; those it has given no place yet come after, in order of arrival. */
function byPlace(a: BoardEntry, b: BoardEntry): number {
  const places = (a.queue_position ?? Infinity) - (b.queue_position ?? Infinity);
  if (places !== 0 && !Number.isNaN(places)) return places;
  return Date.parse(a.check_in_time) - Date.parse(b.check_in_time) || a.id - b.id;
}

function byLatest(timeOf: (entry: BoardEntry) => string | null) {
  const instant = (entry: BoardEntry) => Date.parse(timeOf(entry) ?? '') || 0;
  return (a: BoardEntry, b: BoardEntry): number => instant(b) - instant(a) || b.id - a.id;
}
