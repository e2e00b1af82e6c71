import type { Instant } from '#shared/domain/ports.ts';
import { newMean, under, type RunningMean } from './running-mean.ts';

const MINUTE = 60_000;
/** Recent means over about an hour of a clinic's life; what came before is in the long-run rate. */
const RECENT_MINUTES = 60;
const RECENT_WAITS = 10;

type ClassArrivals = { recent: number; recentAt: Instant; total: number; lead: RunningMean; emergency: boolean };

/** How people come, go unserved and are started, by service. */
export type FlowOfService = {
  openedAt: Instant | null;
  lastAt: Instant;
  openMinutes: number;
  arrivals: Record<string, ClassArrivals>;
  left: number;
  waitedMinutes: number;
  /** Minutes between starts while people wait; `null` until seen. */
  headway: number | null;
  lastStartAt: Instant | null;
  recentWait: number | null;
  stationsAtStart: RunningMean;
};

export function newFlow(): FlowOfService {
  return {
    openedAt: null,
    lastAt: 0,
    openMinutes: 0,
    arrivals: {},
    left: 0,
    waitedMinutes: 0,
    headway: null,
    lastStartAt: null,
    recentWait: null,
    stationsAtStart: newMean(),
  };
}

/** Time counts as open between a day's first and last event of the service. */
export function markOpen(flow: FlowOfService, at: Instant): void {
  if (flow.openedAt === null) flow.openedAt = at;
  else flow.openMinutes += (at - flow.lastAt) / MINUTE;
  flow.lastAt = at;
}

export function closeDay(flow: FlowOfService): void {
  flow.openedAt = null;
  flow.lastStartAt = null;
  for (const arrivals of Object.values(flow.arrivals)) arrivals.recent = 0;
}

/** `lead`: minutes by which the newcomer's key lies before now, that is the head start with which the class arrives. */
export function learnArrival(
  flow: FlowOfService,
  waitClass: string,
  at: Instant,
  lead: number,
  emergency: boolean,
): void {
  const arrivals = under(flow.arrivals, waitClass, () => newArrivals(at, emergency));
  arrivals.recent = faded(arrivals, at) + 1;
  arrivals.recentAt = at;
  arrivals.total += 1;
  arrivals.lead.n = arrivals.lead.n * 0.99 + 1;
  arrivals.lead.sum = arrivals.lead.sum * 0.99 + lead;
}

export function learnDeparture(flow: FlowOfService, waitedMinutes: number, served: boolean): void {
  flow.waitedMinutes += waitedMinutes;
  if (served) flow.recentWait = blend(flow.recentWait, waitedMinutes);
  else flow.left += 1;
}

/** `queued`: people were waiting at the previous start too, so that the gap says how fast the queue moves. */
export function learnStart(flow: FlowOfService, at: Instant, queued: boolean, longestGap: number): void {
  const gap = flow.lastStartAt === null ? null : (at - flow.lastStartAt) / MINUTE;
  if (queued && gap !== null && gap <= longestGap) flow.headway = blend(flow.headway, gap);
  flow.lastStartAt = at;
}

export type Overtaker = { perMinute: number; lead: number; emergency: boolean };

/** Today's rate of each class, shrunk to its long-run rate by `strength` arrivals. */
export function overtakersOf(flow: FlowOfService, now: Instant, strength: number): Overtaker[] {
  const open = Math.max(flow.openMinutes, 1);
  const today = flow.openedAt === null ? 0 : Math.max(0, now - flow.openedAt) / MINUTE;
  const seen = RECENT_MINUTES * (1 - Math.exp(-today / RECENT_MINUTES));
  return Object.values(flow.arrivals).map((arrivals) => {
    const usual = arrivals.total / open;
    const perMinute = (faded(arrivals, now) + strength) / (seen + strength / usual);
    return { perMinute, lead: arrivals.lead.sum / arrivals.lead.n, emergency: arrivals.emergency };
  });
}

/** Share of the waiting that walks out in a minute; `strength` waits of `typical` minutes without anyone leaving come first. */
export function walkOutRate(flow: FlowOfService, typical: number, strength: number): number {
  return flow.left / (flow.waitedMinutes + strength * typical);
}

function faded(arrivals: ClassArrivals, now: Instant): number {
  return arrivals.recent * Math.exp(-Math.max(0, now - arrivals.recentAt) / MINUTE / RECENT_MINUTES);
}

function blend(old: number | null, value: number): number {
  return old === null ? value : old + (value - old) / RECENT_WAITS;
}

function newArrivals(at: Instant, emergency: boolean): ClassArrivals {
  return { recent: 0, recentAt: at, total: 0, lead: newMean(), emergency };
}
