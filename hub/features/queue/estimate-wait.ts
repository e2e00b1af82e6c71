/**
 * Minutes until an entry is likely called, rounded up to five: those ahead of it, at the service's configured average,
 * and half of one more while somebody is in consultation.
 */
export function estimateWaitMinutes(queue: { position: number; averageMinutes: number; isBusy: boolean }): number {
  const minutes = (queue.position - 1 + (queue.isBusy ? 0.5 : 0)) * queue.averageMinutes;
  return Math.ceil(minutes / 5) * 5;
}
