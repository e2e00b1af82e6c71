import type { OrderKey } from '#shared/domain/priority.ts';
import { estimateOne } from './estimate-one.ts';
import { hourOf, keepOf, type EstimatorState } from './estimator-state.ts';
import { closeDay, learnArrival, learnDeparture, learnStart, markOpen, newFlow, type FlowOfService } from './flow.ts';
import { learnOutcome } from './learn-outcome.ts';
import { aheadOf, countWaiting } from './lines.ts';
import { addToMean, newMean, under } from './running-mean.ts';
import { kindOf, learnServiceTime, usualServiceMinutes } from './service-times.ts';
import { surroundingsOf } from './surroundings.ts';
import type { WaitEvent } from './wait-event.ts';
import { dequeue, enqueue } from './waiting-entries.ts';

const MINUTE = 60_000;
/** What one person was shown is remembered at most so often; the oldest goes first. */
const SHOWN_KEPT = 12;

/** Takes one event into the state, in place, in O(log n) of those waiting. The same events always give the same state. */
export function applyWaitEvent(state: EstimatorState, event: WaitEvent): void {
  state.now = Math.max(state.now, event.at);
  switch (event.type) {
    case 'day':
      return startDay(state, event.midnight);
    case 'join':
      return join(state, event);
    case 'reorder':
      return reorder(state, event.uid, event.waitClass, event.key);
    case 'shown':
      return rememberShown(state, event.uid);
    case 'leave':
      return leave(state, event.uid);
    case 'start':
      return start(state, event);
    case 'end':
      return end(state, event.uid);
    case 'abandon':
      return abandon(state, event.uid);
    case 'station':
      return setStation(state, event);
  }
}

function startDay(state: EstimatorState, midnight: number): void {
  state.midnight = midnight;
  state.waiting.clear();
  state.serving.clear();
  state.stations.clear();
  state.lines.clear();
  state.serviceTimes.today = {};
  for (const flow of Object.values(state.flows)) closeDay(flow);
}

function join(state: EstimatorState, event: Extract<WaitEvent, { type: 'join' }>): void {
  if (state.serving.has(event.uid)) end(state, event.uid);
  dequeue(state, event.uid);
  const flow = flowOf(state, event.serviceUid);
  const lead = (state.now - event.key.at) / MINUTE;
  learnArrival(flow, event.waitClass, state.now, lead, event.key.tier === 0);
  const { type: _, at: __, ...profile } = event;
  enqueue(state, { ...profile, joinedAt: state.now, shown: [] });
}

function reorder(state: EstimatorState, uid: string, waitClass: string, key: OrderKey): void {
  const entry = dequeue(state, uid);
  if (entry) enqueue(state, { ...entry, waitClass, key });
}

function rememberShown(state: EstimatorState, uid: string): void {
  const entry = state.waiting.get(uid);
  if (!entry) return;
  const around = surroundingsOf(state, entry.serviceUid, entry.doctorUid, state.now);
  const kind = kindOf(entry.serviceUid, entry.visitType);
  const lines = state.lines.get(entry.serviceUid);
  const ahead = aheadOf(lines, { ...entry, kind }, around.poolShare, (other) =>
    usualServiceMinutes(state.serviceTimes, state.config, entry.serviceUid, other),
  );
  const estimate = estimateOne(state, around, entry, ahead);
  entry.shown.push({ ...estimate, features: [...estimate.features] });
  if (entry.shown.length > SHOWN_KEPT) entry.shown.shift();
}

function leave(state: EstimatorState, uid: string): void {
  const entry = dequeue(state, uid);
  if (entry) learnDeparture(flowOf(state, entry.serviceUid), (state.now - entry.joinedAt) / MINUTE, false);
}

function start(state: EstimatorState, event: Extract<WaitEvent, { type: 'start' }>): void {
  const { serviceUid, doctorUid, stationUid, uid } = event;
  const flow = flowOf(state, serviceUid);
  const entry = dequeue(state, uid);
  const usual = usualServiceMinutes(state.serviceTimes, state.config, serviceUid);
  const station = state.stations.get(stationUid);
  if (station?.lastEndAt !== undefined && station.lastEndAt !== null && station.hadQueue) {
    const gap = (state.now - station.lastEndAt) / MINUTE;
    // A longer gap is a break, which says nothing about the next turnaround.
    if (gap <= usual) addToMean(under(state.serviceTimes.turnaround, serviceUid, newMean), gap, keepOf(state.config));
  }
  if (entry) {
    const waited = (state.now - entry.joinedAt) / MINUTE;
    learnDeparture(flow, waited, true);
    learnStart(flow, state.now, countWaiting(state.lines.get(serviceUid)) > 0, 3 * usual);
    for (const shown of entry.shown) learnOutcome(state, entry, shown);
  } else {
    flow.lastStartAt = null;
  }
  if (station?.servingUid !== undefined && station.servingUid !== null) end(state, station.servingUid);
  const open = station?.open ?? null;
  state.stations.set(stationUid, { serviceUid, doctorUid, servingUid: uid, lastEndAt: null, hadQueue: false, open });
  const kind = kindOf(serviceUid, event.visitType);
  state.serving.set(uid, { stationUid, serviceUid, doctorUid, kind, startedAt: state.now });
  let serving = 0;
  for (const each of state.stations.values())
    if (each.serviceUid === serviceUid && each.servingUid !== null) serving += 1;
  if (entry) addToMean(flow.stationsAtStart, serving, keepOf(state.config));
}

function end(state: EstimatorState, uid: string): void {
  const served = state.serving.get(uid);
  if (!served) return;
  const where = { ...served, hour: hourOf(state, served.startedAt) };
  const minutes = (state.now - served.startedAt) / MINUTE;
  learnServiceTime(state.serviceTimes, state.config, where, minutes, keepOf(state.config));
  abandon(state, uid);
}

function abandon(state: EstimatorState, uid: string): void {
  const served = state.serving.get(uid);
  if (!served) return;
  state.serving.delete(uid);
  const station = state.stations.get(served.stationUid);
  if (station?.servingUid !== uid) return;
  station.servingUid = null;
  station.lastEndAt = state.now;
  station.hadQueue = countWaiting(state.lines.get(served.serviceUid)) > 0;
}

function setStation(state: EstimatorState, event: Extract<WaitEvent, { type: 'station' }>): void {
  const { stationUid, serviceUid, doctorUid, open } = event;
  const fresh = { servingUid: null, lastEndAt: null, hadQueue: false };
  state.stations.set(stationUid, { ...fresh, ...state.stations.get(stationUid), serviceUid, doctorUid, open });
}

function flowOf(state: EstimatorState, serviceUid: string): FlowOfService {
  const flow = under(state.flows, serviceUid, newFlow);
  markOpen(flow, state.now);
  return flow;
}
