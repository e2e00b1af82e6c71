import { applyWaitEvent, estimateRange, type WaitRange } from '#shared/domain/wait-estimate.ts';
import type { EstimatorState } from '#shared/domain/wait/estimator-state.ts';
import { orderKeyOf, waitClassOf } from '#shared/domain/priority.ts';
import { DEFAULT_PRIORITY_SETTINGS } from '#shared/domain/priority-settings.ts';
import type { DayObserver } from './run-day.ts';

export type Told = { uid: string; at: number; waitClass: string; range: WaitRange; actual: number | null };

/** Feeds the real estimator as a hub would: everyone is told a range at check-in, and it learns from what came of it. */
export function observeWith(state: EstimatorState, told: Map<string, Told>): DayObserver {
  return ({ type, at, doctorUid, patient }) => {
    const { uid, visitType } = patient;
    const who = { serviceUid: 'consultation', doctorUid, visitType };
    if (type === 'join') {
      const key = orderKeyOf(patient, DEFAULT_PRIORITY_SETTINGS);
      const waitClass = waitClassOf(patient);
      applyWaitEvent(state, { type: 'join', at, uid, ...who, waitClass, key });
      const range = estimateRange(state, uid, at);
      if (range) told.set(uid, { uid, at, waitClass, range, actual: null });
      applyWaitEvent(state, { type: 'shown', at, uid });
    } else if (type === 'start') {
      const own = told.get(uid);
      if (own) own.actual = (at - own.at) / 60_000;
      applyWaitEvent(state, { type: 'start', at, uid, stationUid: doctorUid ?? '', ...who });
    } else if (type === 'end') {
      applyWaitEvent(state, { type: 'end', at, uid });
    } else {
      applyWaitEvent(state, { type: 'leave', at, uid });
    }
  };
}
