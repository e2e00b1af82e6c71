import { canApply, type QueueEventType } from '#shared/domain/queue.ts';
import type { BoardEntry, BoardQueue } from './board-view.ts';

/** Every entry in the order in which the board shows it, which is the order of the arrow keys. */
export function entriesInOrder(queue: BoardQueue): BoardEntry[] {
  return [...queue.called, ...queue.inConsultation, ...queue.waiting, ...queue.held, ...queue.noShow];
}

/** Whether the button or key may be offered: legal by the rules of the queue, sensible, and nothing under way. */
export function isOffered(entry: BoardEntry, event: QueueEventType): boolean {
  if (entry.pending !== null || !canApply(entry.current_status, event)) return false;
  if (event === 'return' && entry.current_status === 'waiting') return entry.held;
  if (event === 'hold') return !entry.held;
  return true;
}

/**
 * Whom a key means: the entry that was picked, or else the one that anybody at this station would mean, the latest
 * called (to this station first) or the one in consultation. Waiting entries are never guessed: they must be picked.
 */
export function targetOf(
  queue: BoardQueue,
  event: QueueEventType,
  pickedId: number | null,
  stationId: number | null,
): BoardEntry | null {
  const picked = entriesInOrder(queue).find((entry) => entry.id === pickedId);
  if (picked) return isOffered(picked, event) ? picked : null;
  const present = event === 'complete' ? queue.inConsultation : [...queue.called, ...queue.inConsultation];
  const possible = present.filter((entry) => isOffered(entry, event));
  return possible.find((entry) => entry.station_id === stationId) ?? possible[0] ?? null;
}

/** The queue's station on this machine: the remembered one, else the doctor's own, else the only one there is. */
export function stationOf(
  queue: Pick<BoardQueue, 'key' | 'defaultStationId'>,
  remembered: Readonly<Record<string, number>>,
  activeStationIds: readonly number[],
): number | null {
  const wanted = [remembered[queue.key], queue.defaultStationId];
  const found = wanted.find((id) => id !== null && id !== undefined && activeStationIds.includes(id));
  return found ?? (activeStationIds.length === 1 ? activeStationIds[0]! : null);
}
