import { compareOrderKeys } from '#shared/domain/priority.ts';
import type { Instant } from '#shared/domain/ports.ts';
import { hourOf, type EstimatorState, type StationState } from './estimator-state.ts';
import { overtakersOf, walkOutRate, type Overtaker } from './flow.ts';
import { headOf } from './lines.ts';
import type { PastWait } from './past-waits.ts';
import { meanOf } from './running-mean.ts';
import { meanExcess, paceOf, usualServiceMinutes } from './service-times.ts';

const MINUTE = 60_000;

/** How others fared: past waits and how they compared with the structural wait, and the ratios the range's ends stand at. */
export type Experience = { past: PastWait[]; upperRatio: number; lowerRatio: number };

/** What is the same for all who wait for one doctor, or for whoever is free, of one service. Durations in minutes. */
export type Surroundings = {
  now: Instant;
  hour: string;
  /** Stations that serve them now; never below 1, since someone will. */
  stations: number;
  /** By history, whatever today is like. */
  usualStations: number;
  usualMinutes: number;
  /** Today's minutes per patient at one station, turnaround included. */
  cycle: number;
  pace: number;
  turnaround: number;
  /** Stations that serve nobody though they seem to be at work. */
  seemIdle: number;
  /** Stations that are serving somebody. */
  inService: number;
  /** Until the first of the stations falls free; 0 when one is free already and nobody is before. */
  firstFree: number;
  /** Those of them that have said that they are open. */
  openAndIdle: number;
  headway: number;
  headOfLine: number;
  recentWait: number;
  /** Share of those who take any doctor that falls to one doctor. */
  poolShare: number;
  overtakers: Overtaker[];
  walkOuts: number;
  /** What people of one kind of visit, class and place have in common, looked up once; see `experienceOf`. */
  experience: Map<string, Map<string, Map<string, Experience>>>;
  /** Where features are written, over and over: thousands of short-lived lists would be most of the work. */
  scratch: number[];
};

export function surroundingsOf(
  state: EstimatorState,
  serviceUid: string,
  doctorUid: string | null,
  now: Instant,
): Surroundings {
  const { config, serviceTimes } = state;
  const strength = config.priorStrength;
  const where = { serviceUid, doctorUid, hour: hourOf(state, now) };
  const usualMinutes = usualServiceMinutes(serviceTimes, config, serviceUid);
  const pace = paceOf(serviceTimes, config, where);
  const gap = serviceTimes.turnaround[serviceUid];
  const turnaround = meanOf(gap, 0, strength);
  const cycle = usualMinutes * pace + turnaround;
  const ofService = [...state.stations.values()].filter((station) => station.serviceUid === serviceUid);
  const active = ofService.filter((station) => isActive(station, now, usualMinutes));
  const mine = doctorUid === null ? active : active.filter((station) => station.doctorUid === doctorUid);
  const flow = state.flows[serviceUid];
  const usualStations = meanOf(flow?.stationsAtStart, config.usualStations[serviceUid] ?? 1, 1);
  const stations = doctorUid === null ? mine.length || usualStations : Math.max(1, mine.length);
  const idle = mine.filter((station) => station.servingUid === null);
  const lines = state.lines.get(serviceUid);
  const head = headOf(lines, compareOrderKeys);
  const headEntry = head ? state.waiting.get(head.uid) : undefined;
  const doctors = new Set(active.flatMap((station) => station.doctorUid ?? []));
  return {
    now,
    hour: where.hour,
    stations,
    usualStations: doctorUid === null ? usualStations : 1,
    usualMinutes,
    cycle,
    pace,
    turnaround,
    firstFree: firstFree(state, mine, now, pace, stations) + turnaround / stations,
    seemIdle: idle.length,
    inService: mine.length - idle.length,
    openAndIdle: idle.filter((station) => station.open === true).length,
    headway: flow?.headway ?? cycle / stations,
    headOfLine: headEntry ? (now - headEntry.joinedAt) / MINUTE : (flow?.recentWait ?? 0),
    recentWait: flow?.recentWait ?? cycle / stations,
    poolShare: 1 / Math.max(1, doctors.size),
    overtakers: flow ? overtakersOf(flow, now, strength) : [],
    experience: new Map(),
    scratch: [],
    walkOuts: flow ? walkOutRate(flow, usualMinutes, strength) : 0,
  };
}

/** Where nobody says who is open, a station counts until it has served no one for two usual services. */
function isActive(station: StationState, now: Instant, usualMinutes: number): boolean {
  if (station.servingUid !== null) return true;
  if (station.open !== null) return station.open;
  return station.lastEndAt !== null && now - station.lastEndAt <= 2 * usualMinutes * MINUTE;
}

/** Mean of what is left of the services under way, divided among the stations: the next to fall free is one of them. */
function firstFree(
  state: EstimatorState,
  stations: readonly StationState[],
  now: Instant,
  pace: number,
  count: number,
): number {
  const left = stations.flatMap((station) => {
    const serving = station.servingUid === null ? undefined : state.serving.get(station.servingUid);
    if (!serving) return [];
    const expected = pace * usualServiceMinutes(state.serviceTimes, state.config, serving.serviceUid, serving.kind);
    return [expected * meanExcess(state.serviceTimes, (now - serving.startedAt) / MINUTE / expected)];
  });
  if (left.length === 0) return 0;
  return left.reduce((sum, minutes) => sum + minutes, 0) / left.length / count;
}
