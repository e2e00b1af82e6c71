import { compareOrderKeys } from './priority.ts';
import type { Instant } from './ports.ts';
import { estimateOne } from './wait/estimate-one.ts';
import type { EstimatorState, WaitingEntry } from './wait/estimator-state.ts';
import { aheadOf, type Ahead } from './wait/lines.ts';
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

/** Who has been passed so far: of one line, or of all of a service. */
type Passed = { people: number; minutes: number; byKind: Map<string, number> };

function estimateService(
  state: EstimatorState,
  serviceUid: string,
  entries: WaitingEntry[],
  now: Instant,
  ranges: Map<string, WaitRange>,
): void {
  const minutesOf = serviceMinutes(state, serviceUid);
  const nameOfKind = kindsOfService(serviceUid);
  const around = new Map<string | null, Surroundings>();
  const lines = new Map<string | null, Passed>();
  const everyone = nobodyPassed();
  for (const entry of entries.toSorted((a, b) => compareOrderKeys(a.key, b.key))) {
    const { doctorUid } = entry;
    let here = around.get(doctorUid);
    if (!here) around.set(doctorUid, (here = surroundingsOf(state, serviceUid, doctorUid, now)));
    const kind = nameOfKind(entry.visitType);
    const minutes = minutesOf(kind);
    let own = lines.get(doctorUid);
    if (!own) lines.set(doctorUid, (own = nobodyPassed()));
    // As `weightOfLine` has it, without looking at every line for every entry.
    const ahead = doctorUid === null ? sumOf(everyone, kind) : sumOf(own, kind, lines.get(null), here.poolShare);
    ranges.set(entry.uid, rangeOf(state, here, entry, ahead));
    pass(own, kind, minutes);
    pass(everyone, kind, minutes);
  }
}

function nobodyPassed(): Passed {
  return { people: 0, minutes: 0, byKind: new Map() };
}

function pass(passed: Passed, kind: string, minutes: number): void {
  passed.people += 1;
  passed.minutes += minutes;
  passed.byKind.set(kind, (passed.byKind.get(kind) ?? 0) + 1);
}

function sumOf({ people, minutes, byKind }: Passed, kind: string, pool?: Passed, share = 0): Ahead {
  const ownKind = byKind.get(kind) ?? 0;
  if (!pool) return { people, minutes, ownKind };
  return {
    people: people + share * pool.people,
    minutes: minutes + share * pool.minutes,
    ownKind: ownKind + share * (pool.byKind.get(kind) ?? 0),
  };
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

/** `kindOf`, each name made once: making and hashing thousands of equal texts would be much of the work. */
function kindsOfService(serviceUid: string): (visitType: string) => string {
  const known = new Map<string, string>();
  return (visitType) => {
    let kind = known.get(visitType);
    if (kind === undefined) known.set(visitType, (kind = kindOf(serviceUid, visitType)));
    return kind;
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
