import { applyWaitEvent, createEstimator, estimateRange, type WaitRange } from '#shared/domain/wait-estimate.ts';
import type { Question, ReplayLog } from './replay-step.ts';

export type Answer = { at: number; question: Question; range: WaitRange };

/** The log through the real estimator, one event after the other: each answer is given before anything later is known. */
export function replay(log: ReplayLog): Answer[] {
  const state = createEstimator({
    defaultServiceMinutes: log.configuredMinutes,
    usualStations: { clinic: log.usualStations, calls: log.usualStations },
  });
  const answers: Answer[] = [];
  for (const { event, question, scored } of log.steps) {
    if (question && scored) {
      const range = estimateRange(state, question.uid, event.at);
      if (!range) throw new Error(`${question.uid} was asked for but does not wait`);
      answers.push({ at: event.at, question, range });
    }
    applyWaitEvent(state, event);
  }
  return answers;
}
