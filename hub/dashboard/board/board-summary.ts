import type { BoardQueue } from './board-view.ts';

export type BoardSummary = {
  waiting: number;
  called: number;
  consulting: number;
  longestWaitMinutes: number;
  overdue: number;
};

export function boardSummary(queues: readonly BoardQueue[]): BoardSummary {
  return queues.reduce<BoardSummary>(
    (sum, queue) => ({
      waiting: sum.waiting + queue.waiting.length + queue.held.length,
      called: sum.called + queue.called.length,
      consulting: sum.consulting + queue.inConsultation.length,
      longestWaitMinutes: Math.max(sum.longestWaitMinutes, queue.longestWaitMinutes),
      overdue: sum.overdue + overdueIn(queue),
    }),
    { waiting: 0, called: 0, consulting: 0, longestWaitMinutes: 0, overdue: 0 },
  );
}

/** Those waiting for longer than the clinic allows for their class. */
export function overdueIn({ waiting }: Pick<BoardQueue, 'waiting'>): number {
  return waiting.filter((entry) => entry.overdue === true).length;
}
