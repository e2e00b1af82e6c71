import { AppError } from '#shared/domain/errors.ts';
import {
  createEstimator,
  type EstimatorState,
  type Serving,
  type StationState,
  type WaitingEntry,
} from './estimator-state.ts';
import { enqueue } from './waiting-entries.ts';

const VERSION = 2;

type Learned = Pick<
  EstimatorState,
  'config' | 'now' | 'midnight' | 'flows' | 'serviceTimes' | 'pastWaits' | 'regression' | 'calibration'
>;

/** Plain JSON. Grows with those present and with the kinds of visit, not with the visits ever seen. */
export type EstimatorSnapshot = Learned & {
  version: number;
  waiting: WaitingEntry[];
  serving: [uid: string, serving: Serving][];
  stations: [uid: string, station: StationState][];
};

/** An independent copy: later events do not change it. */
export function snapshotEstimator(state: EstimatorState): EstimatorSnapshot {
  const { waiting, serving, stations, lines: _, ...learned } = state;
  const snapshot = {
    version: VERSION,
    ...learned,
    waiting: [...waiting.values()],
    serving: [...serving],
    stations: [...stations],
  };
  return JSON.parse(JSON.stringify(snapshot)) as EstimatorSnapshot;
}

/**
 * Goes on as if it had never stopped. Throws `estimator.unknown_snapshot` for one of another version: start cold and replay
 * the visits instead.
 */
export function restoreEstimator(snapshot: EstimatorSnapshot): EstimatorState {
  const { version, waiting, serving, stations, ...learned } = copyOf(snapshot);
  if (version !== VERSION) throw new AppError('estimator.unknown_snapshot', { version, expected: VERSION });
  const state: EstimatorState = {
    ...createEstimator(learned.config),
    ...learned,
    serving: new Map(serving),
    stations: new Map(stations),
  };
  for (const entry of waiting) enqueue(state, entry);
  return state;
}

function copyOf(snapshot: EstimatorSnapshot): EstimatorSnapshot {
  return JSON.parse(JSON.stringify(snapshot)) as EstimatorSnapshot;
}
