import { compareOrderKeys } from './priority.ts';
import type { Instant } from './ports.ts';
import { estimateOne } from './wait/estimate-one.ts';
import type { EstimatorState, WaitingEntry } from './wait/estimator-state.ts';
import { aheadOf, weightOfLine, type Ahead } from './wait/lines.ts';
import { kindOf, usualServiceMinutes } from './wait/service-times.ts';
import { roundWait, type WaitMinutes } from './wait/shown-range.ts';
import { surroundingsOf, type Surroundings } from './wait/surroundings.ts';
import type { WaitProfile } from './wait/wait-event.ts';

export { applyWaitEvent } from './wait/apply-wait-event.ts';
export { createEstimator } from './wait/estimator-state.ts';
export { restoreEstimator, snapshotEstimator } from './wait/save-estimator.ts';

/** Minutes from `now`. `shown` is what a person is told; `lower` and `upper` are the same ends before rounding. */
export type WaitRange = WaitMinutes & { expected: number; ahead: number; shown: WaitMinutes };

/** `null` where this person is not waiting. */
export function estimateRange(state: EstimatorState, uid: string, now: Instant): WaitRange | null {
  const entry = state.waiting.get(uid);
  return entry ? estimateForNewcomer(state, entry, now) : null;
}

/** What someone who joined now with this place would be told; also answers "how long is it for this service?" at a kiosk. */
export function estimateForNewcomer(state: EstimatorState, profile: WaitProfile, now: Instant): WaitRange {
  const around = surroundingsOf(state, profile.serviceUid, profile.doctorUid, now);
  const kind = kindOf(profile.serviceUid, profile.visitType);
  const minutesOf = serviceMinutes(state, profile.serviceUid);
  const ahead = aheadOf(state.lines.get(profile.serviceUid), { ...profile, kind }, around.poolShare, minutesOf);
  return rangeOf(state, around, profile, ahead);
}

/** Everyone who waits, each service in its calling order; one pass over the queue instead of a look-up for each. */
export function estimateAll(state: EstimatorState, now: Instant): Map<string, WaitRange> {
  const byService = Map.groupBy(state.waiting.values(), (entry) => entry.serviceUid);
  const ranges = new Map<string, WaitRange>();
  for (const [serviceUid, entries] of byService) estimateService(state, serviceUid, entries, now, ranges);
  return ranges;
}

type LineSoFar = Ahead & { doctorUid: string | null; byKind: Map<string, number> };

function estimateService(
  state: EstimatorState,
  serviceUid: string,
  entries: WaitingEntry[],
  now: Instant,
  ranges: Map<string, WaitRange>,
): void {
  const minutesOf = serviceMinutes(state, serviceUid);
  const around = new Map<string | null, Surroundings>();
  const lines = new Map<string | null, LineSoFar>();
  for (const entry of entries.toSorted((a, b) => compareOrderKeys(a.key, b.key))) {
    const { doctorUid } = entry;
    const here = around.get(doctorUid) ?? surroundingsOf(state, serviceUid, doctorUid, now);
    around.set(doctorUid, here);
    const kind = kindOf(serviceUid, entry.visitType);
    const ahead = sumLines(lines.values(), doctorUid, kind, here.poolShare);
    ranges.set(entry.uid, rangeOf(state, here, entry, ahead));
    const line = lines.get(doctorUid) ?? { doctorUid, people: 0, minutes: 0, ownKind: 0, byKind: new Map() };
    lines.set(doctorUid, line);
    line.people += 1;
    line.minutes += minutesOf(kind);
    line.byKind.set(kind, (line.byKind.get(kind) ?? 0) + 1);
  }
}

function sumLines(lines: Iterable<LineSoFar>, doctorUid: string | null, kind: string, poolShare: number): Ahead {
  const ahead: Ahead = { people: 0, minutes: 0, ownKind: 0 };
  for (const line of lines) {
    const weight = weightOfLine(line, doctorUid, poolShare);
    ahead.people += weight * line.people;
    ahead.minutes += weight * line.minutes;
    ahead.ownKind += weight * (line.byKind.get(kind) ?? 0);
  }
  return ahead;
}

function rangeOf(state: EstimatorState, around: Surroundings, profile: WaitProfile, ahead: Ahead): WaitRange {
  const { expected, lower, upper } = estimateOne(state, around, profile, ahead);
  return {
    expected,
    lower,
    upper,
    ahead: ahead.people,
    shown: roundWait({ lower, upper }, state.config.roundToMinutes),
  };
}

function serviceMinutes(state: EstimatorState, serviceUid: string): (kind: string) => number {
  const known = new Map<string, number>();
  return (kind) => {
    const minutes = known.get(kind) ?? usualServiceMinutes(state.serviceTimes, state.config, serviceUid, kind);
    known.set(kind, minutes);
    return minutes;
  };
}
