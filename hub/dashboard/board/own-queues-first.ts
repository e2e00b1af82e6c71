import type { BoardQueue } from './board-view.ts';

/** A doctor finds the own queue first; the others keep the hub's order. */
export function ownQueuesFirst(queues: readonly BoardQueue[], doctorId: number | null): BoardQueue[] {
  if (doctorId === null) return [...queues];
  return queues.toSorted((a, b) => Number(b.doctorId === doctorId) - Number(a.doctorId === doctorId));
}
