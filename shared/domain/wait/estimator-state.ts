import type { Instant } from '#shared/domain/ports.ts';
import { newCalibration, type Calibration } from './calibration.ts';
import { estimatorConfigSchema, type EstimatorConfig } from './estimator-config.ts';
import { newRegression, type Regression } from './regression.ts';
import { newServiceTimes, type ServiceTimes } from './service-times.ts';
import { newPastWaits, type PastWaits } from './past-waits.ts';
import type { FlowOfService } from './flow.ts';
import type { LinesOfService } from './lines.ts';
import type { WaitProfile } from './wait-event.ts';

/** An estimate that was shown and whose outcome is still to come. */
export type ShownEstimate = {
  at: Instant;
  features: number[];
  /** Minutes, all of them. */
  structural: number;
  scale: number;
  expected: number;
  lower: number;
  upper: number;
  /** Where this one stood when it was shown, see `placeBand`. */
  band: string;
};

export type WaitingEntry = WaitProfile & { uid: string; joinedAt: Instant; shown: ShownEstimate[] };

export type Serving = {
  stationUid: string;
  serviceUid: string;
  doctorUid: string | null;
  kind: string;
  startedAt: Instant;
};

export type StationState = {
  serviceUid: string;
  doctorUid: string | null;
  servingUid: string | null;
  lastEndAt: Instant | null;
  /** People were waiting when it last fell free: the gap until its next start is turnaround, not idleness. */
  hadQueue: boolean;
  /** `null` while nobody has said. */
  open: boolean | null;
};

/**
 * All that the estimator knows. Made by `createEstimator`, changed only by `applyWaitEvent` (in place, for speed), saved
 * with `snapshotEstimator`. `lines` is an index over `waiting` and is rebuilt, not saved.
 */
export type EstimatorState = {
  config: EstimatorConfig;
  now: Instant;
  midnight: Instant | null;
  waiting: Map<string, WaitingEntry>;
  serving: Map<string, Serving>;
  stations: Map<string, StationState>;
  lines: Map<string, LinesOfService>;
  flows: Record<string, FlowOfService>;
  serviceTimes: ServiceTimes;
  pastWaits: PastWaits;
  regression: Regression;
  calibration: Calibration;
};

/** A cold start: only the configured averages are known. */
export function createEstimator(config: unknown = {}): EstimatorState {
  return {
    config: estimatorConfigSchema.parse(config),
    now: 0,
    midnight: null,
    waiting: new Map(),
    serving: new Map(),
    stations: new Map(),
    lines: new Map(),
    flows: {},
    serviceTimes: newServiceTimes(),
    pastWaits: newPastWaits(),
    regression: newRegression(),
    calibration: newCalibration(),
  };
}

/** What one observation leaves of the weight of those before it. */
export function keepOf(config: EstimatorConfig): number {
  return 0.5 ** (1 / config.halfLife);
}

export function hourOf(state: EstimatorState, at: Instant): string {
  return state.midnight === null ? 'any' : String(Math.floor((at - state.midnight) / 3_600_000));
}
