import { waitClassOf, waitingSince } from '#shared/domain/priority.ts';
import { DEFAULT_PRIORITY_SETTINGS, waitClassSchema } from '#shared/domain/priority-settings.ts';
import type { DayResult, Served } from './run-day.ts';

const MINUTE = 60_000;

/** Waits in minutes, of those who were served. `withinTarget` is a share, by the maximum wait of each class. */
type GroupMeasure = { group: string; n: number; median: number; p90: number; max: number; withinTarget: number };

export type PolicyMeasure = {
  policy: string;
  groups: GroupMeasure[];
  idleShare: number;
  overtimeMinutes: number;
  leftShare: number;
};

export function measure(policy: string, days: readonly DayResult[]): PolicyMeasure {
  const visits = days.flatMap((day) => day.visits);
  const served = visits.filter((visit) => !visit.leftUnserved);
  const groups: [string, Served[]][] = [
    ...waitClassSchema.options.map((waitClass): [string, Served[]] => [
      waitClass,
      served.filter(({ patient }) => waitClassOf(patient) === waitClass && patient.bookedAt === null),
    ]),
    ['booked', served.filter(({ patient }) => patient.bookedAt !== null)],
    ['all', served],
  ];
  const sum = (of: (day: DayResult) => number) => days.reduce((total, day) => total + of(day), 0);
  return {
    policy,
    groups: groups.filter(([, own]) => own.length > 0).map(([group, own]) => measureGroup(group, own)),
    idleShare: sum((day) => day.idleMinutes) / sum((day) => day.presentMinutes),
    overtimeMinutes: sum((day) => day.overtimeMinutes) / days.length,
    leftShare: 1 - served.length / visits.length,
  };
}

function waitOf({ patient, entry }: Served): number {
  const since = waitingSince(patient, DEFAULT_PRIORITY_SETTINGS);
  return Math.max(0, ((entry.startedAt ?? 0) - since) / MINUTE);
}

function measureGroup(group: string, served: readonly Served[]): GroupMeasure {
  const waits = served.map(waitOf).toSorted((a, b) => a - b);
  const at = (share: number) => waits[Math.min(waits.length - 1, Math.floor(share * waits.length))] ?? 0;
  const within = served.filter(
    (visit) => waitOf(visit) <= DEFAULT_PRIORITY_SETTINGS.maximumWaitMinutes[waitClassOf(visit.patient)],
  );
  return {
    group,
    n: waits.length,
    median: at(0.5),
    p90: at(0.9),
    max: waits.at(-1) ?? 0,
    withinTarget: within.length / served.length,
  };
}
