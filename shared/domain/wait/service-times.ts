import type { EstimatorConfig } from './estimator-config.ts';
import {
  addToMean,
  addToRatio,
  meanOf,
  newMean,
  newRatio,
  ratioOf,
  under,
  type RunningMean,
  type RunningRatio,
} from './running-mean.ts';

const BIN = 0.1;
const BINS = 60;

/**
 * How long a service takes: a mean by service and visit type, times how this doctor, this hour and today differ from it, each
 * shrunk to "no difference" by the prior strength. Learning from today alone overreacts; ignoring today misses a slow day.
 */
export type ServiceTimes = {
  byService: Record<string, RunningMean>;
  byKind: Record<string, RunningMean>;
  byDoctor: Record<string, RunningRatio>;
  byHour: Record<string, RunningRatio>;
  today: Record<string, RunningRatio>;
  turnaround: Record<string, RunningMean>;
  /** Counts of duration ÷ expectation in steps of a tenth: how long one lasts who has lasted so long already. */
  shape: number[];
};

export function newServiceTimes(): ServiceTimes {
  return {
    byService: {},
    byKind: {},
    byDoctor: {},
    byHour: {},
    today: {},
    turnaround: {},
    // Ten exponential service times, about which nothing is learned by waiting.
    shape: Array.from({ length: BINS }, (_, i) => 10 * BIN * Math.exp(-(i + 0.5) * BIN)),
  };
}

export type ServiceSetting = { serviceUid: string; doctorUid: string | null; hour: string };

export function kindOf(serviceUid: string, visitType: string): string {
  return visitType === '' ? serviceUid : `${serviceUid}|${visitType}`;
}

/** Minutes, by history alone. */
export function usualServiceMinutes(
  times: ServiceTimes,
  config: EstimatorConfig,
  serviceUid: string,
  kind?: string,
): number {
  const configured = config.serviceMinutes[serviceUid] ?? config.defaultServiceMinutes;
  const usual = meanOf(times.byService[serviceUid], configured, config.priorStrength);
  return kind === undefined ? usual : meanOf(times.byKind[kind], usual, config.priorStrength);
}

/** How doctor, hour and today differ from history, as a factor. */
export function paceOf(times: ServiceTimes, config: EstimatorConfig, where: ServiceSetting): number {
  const unit = usualServiceMinutes(times, config, where.serviceUid);
  const [doctor, hour, today] = paceKeys(where);
  return (
    ratioOf(times.byDoctor[doctor], unit, config.priorStrength) *
    ratioOf(times.byHour[hour], unit, config.priorStrength) *
    ratioOf(times.today[today], unit, config.priorStrength)
  );
}

/**
 * `minutes` is what the service took. Someone left "in consultation" overnight must not teach: longer than ten times usual
 * counts as ten, and for how today, a doctor or an hour differ, which one visit can sway, as four.
 */
export function learnServiceTime(
  times: ServiceTimes,
  config: EstimatorConfig,
  where: ServiceSetting & { kind: string },
  minutes: number,
  keep: number,
): void {
  const usual = usualServiceMinutes(times, config, where.serviceUid, where.kind);
  const unit = usualServiceMinutes(times, config, where.serviceUid);
  const took = Math.min(minutes, 10 * usual);
  const [doctor, hour, today] = paceKeys(where);
  const usualHere = usual * ratioOf(times.byDoctor[doctor], unit, config.priorStrength);
  const atHour = ratioOf(times.byHour[hour], unit, config.priorStrength);
  const swaying = Math.min(took, 4 * usual);
  addToRatio(under(times.byDoctor, doctor, newRatio), swaying, usual, keep);
  addToRatio(under(times.byHour, hour, newRatio), swaying, usualHere, keep);
  addToRatio(under(times.today, today, newRatio), swaying, usualHere * atHour, 1);
  addToMean(under(times.byService, where.serviceUid, newMean), took, keep);
  addToMean(under(times.byKind, where.kind, newMean), took, keep);
  const bin = Math.min(BINS - 1, Math.floor(took / usualHere / BIN));
  times.shape[bin] = (times.shape[bin] ?? 0) + 1;
}

/** What is left, in units of the expectation, of a service that has lasted `elapsed` expectations. */
export function meanExcess(times: ServiceTimes, elapsed: number): number {
  let count = 0;
  let left = 0;
  for (let bin = Math.floor(elapsed / BIN); bin < BINS; bin += 1) {
    // Of the bin that is being passed through, only the part still ahead.
    const from = Math.max(elapsed, bin * BIN);
    const to = (bin + 1) * BIN;
    const n = ((times.shape[bin] ?? 0) * (to - from)) / BIN;
    count += n;
    left += n * ((from + to) / 2 - elapsed);
  }
  // One more of weight: beyond what was ever seen, "as long again as usual" is as good as any.
  return (left + 1) / (count + 1);
}

function paceKeys(where: ServiceSetting): [doctor: string, hour: string, today: string] {
  const whose = where.doctorUid ?? where.serviceUid;
  return [whose, `${where.serviceUid}|${where.hour}`, whose];
}
