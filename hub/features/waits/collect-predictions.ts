import { showRange } from '#shared/domain/wait/shown-range.ts';
import type { WaitEffect } from './learn-move.ts';
import type { NewPrediction } from './predictions.store.ts';
import type { WaitModel } from './wait-model.ts';

export type PredictionChanges = {
  made: NewPrediction[];
  /** Those open in the database whose wait is over. */
  closed: Extract<WaitEffect, { type: 'over' }>[];
};

/**
 * Gathers what a run of effects means for the predictions that are kept. Several may be about one entry: told, called, returned and
 * told again within one step.
 */
export function collectPredictions(): {
  add(model: WaitModel, effects: readonly WaitEffect[]): void;
  changes: PredictionChanges;
} {
  const changes: PredictionChanges = { made: [], closed: [] };
  const open = new Map<string, NewPrediction>();

  function close(effect: Extract<WaitEffect, { type: 'over' }>): void {
    const own = open.get(effect.uid);
    if (own) own.over = { outcome: effect.outcome, at: effect.at };
    else changes.closed.push(effect);
    open.delete(effect.uid);
  }

  return {
    changes,
    add({ estimator }, effects) {
      for (const effect of effects) {
        if (effect.type === 'over') {
          close(effect);
          continue;
        }
        const { uid, at, range } = effect;
        const entry = estimator.waiting.get(uid);
        if (!entry) continue;
        // Left open by a model that was lost: the database allows one.
        close({ type: 'over', uid, at, outcome: 'moved' });
        const { serviceUid, doctorUid, waitClass } = entry;
        const told = showRange(range, estimator.config.roundToMinutes, at);
        const made = { uid, serviceUid, doctorUid, waitClass, madeAt: at, range, told, over: null };
        open.set(uid, made);
        changes.made.push(made);
      }
    },
  };
}
