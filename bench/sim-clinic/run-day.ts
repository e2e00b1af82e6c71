import { applyQueueEvent, type QueueEntry } from '#shared/domain/queue.ts';
import type { Policy } from './policies.ts';
import type { SimPatient } from './make-patients.ts';
import type { Scenario } from './scenario.ts';

const MINUTE = 60_000;
const SERVICE = 'consultation';

export type Served = { patient: SimPatient; entry: QueueEntry; leftUnserved: boolean };

export type DayResult = { visits: Served[]; idleMinutes: number; presentMinutes: number; overtimeMinutes: number };

/** Told of everything as it happens, in order; how an estimator is driven. */
export type DayObserver = (
  moment: { type: 'join' | 'start' | 'end' | 'leave'; at: number; doctorUid: string | null } & { patient: SimPatient },
) => void;

type Doctor = { uid: string; busyUntil: number; serving: SimPatient | null; breakFrom: number; breakTo: number };

/**
 * One day, event by event, through the project's own status moves. A doctor who falls free calls the first, by the policy, of those
 * who wait for that doctor or for anyone. Nobody is interrupted; breaks begin when the patient in the room is done; whoever
 * checked in is seen, after closing too.
 */
export function runDay(
  scenario: Scenario,
  patients: readonly SimPatient[],
  policy: Policy,
  opensAt: number,
  observe: DayObserver = () => {},
): DayResult {
  const entries = new Map(patients.map((patient) => [patient.uid, newEntry(patient)]));
  const waiting = new Set<SimPatient>();
  const gone = new Set<string>();
  const doctors = scenario.doctors.map(({ breakFrom, breakMinutes }, i): Doctor => ({
    uid: `doctor ${i + 1}`,
    busyUntil: opensAt,
    serving: null,
    breakFrom: opensAt + breakFrom * MINUTE,
    breakTo: opensAt + (breakFrom + breakMinutes) * MINUTE,
  }));
  const move = (patient: SimPatient, event: Parameters<typeof applyQueueEvent>[1], at: number) =>
    entries.set(patient.uid, applyQueueEvent(entries.get(patient.uid) as QueueEntry, event, at));

  const finish = (doctor: Doctor, at: number) => {
    const patient = doctor.serving;
    if (!patient || doctor.busyUntil > at) return;
    move(patient, { type: 'complete' }, at);
    doctor.serving = null;
    observe({ type: 'end', at, doctorUid: doctor.uid, patient });
  };

  const callNext = (doctor: Doctor, at: number) => {
    if (doctor.serving || at < opensAt || (at >= doctor.breakFrom && at < doctor.breakTo)) return;
    let next: SimPatient | null = null;
    for (const patient of waiting)
      if (patient.doctorUid === null || patient.doctorUid === doctor.uid)
        if (!next || policy.compare(patient, next) < 0) next = patient;
    if (!next) return;
    waiting.delete(next);
    move(next, { type: 'call', stationUid: doctor.uid }, at);
    move(next, { type: 'start' }, at);
    doctor.serving = next;
    doctor.busyUntil = at + Math.max(1, Math.round(next.serviceMinutes * MINUTE));
    observe({ type: 'start', at, doctorUid: doctor.uid, patient: next });
  };

  const walkOut = (patient: SimPatient, at: number) => {
    if (!waiting.delete(patient)) return;
    move(patient, { type: 'cancel' }, at);
    gone.add(patient.uid);
    observe({ type: 'leave', at, doctorUid: null, patient });
  };

  const arrivals = patients.toSorted((a, b) => a.checkedInAt - b.checkedInAt);
  let arrived = 0;
  for (let at = nextMoment(); at < Infinity; at = nextMoment(at)) {
    for (const doctor of doctors) finish(doctor, at);
    for (const patient of waiting) if (givesUpAt(patient) <= at) walkOut(patient, at);
    for (; arrived < arrivals.length && (arrivals[arrived] as SimPatient).checkedInAt <= at; arrived += 1) {
      const patient = arrivals[arrived] as SimPatient;
      waiting.add(patient);
      observe({ type: 'join', at, doctorUid: patient.doctorUid, patient });
    }
    for (const doctor of doctors) callNext(doctor, at);
  }
  return summarise(scenario, patients, entries, gone, opensAt);

  /** The next time anything can happen, strictly after `after`. */
  function nextMoment(after = -Infinity): number {
    let next = arrivals[arrived]?.checkedInAt ?? Infinity;
    for (const doctor of doctors) {
      if (doctor.serving) next = Math.min(next, doctor.busyUntil);
      else if (waiting.size > 0)
        for (const time of [opensAt, doctor.breakTo]) if (time > after) next = Math.min(next, time);
    }
    for (const patient of waiting) next = Math.min(next, givesUpAt(patient));
    return next;
  }
}

function givesUpAt(patient: SimPatient): number {
  const since = Math.max(patient.checkedInAt, patient.bookedAt ?? 0);
  return since + patient.patienceMinutes * MINUTE;
}

function newEntry(patient: SimPatient): QueueEntry {
  return {
    uid: patient.uid,
    status: 'waiting',
    serviceUid: SERVICE,
    doctorUid: patient.doctorUid,
    stationUid: null,
    checkedInAt: patient.checkedInAt,
    calledAt: null,
    startedAt: null,
    endedAt: null,
    callCount: 0,
    heldSince: null,
  };
}

function summarise(
  scenario: Scenario,
  patients: readonly SimPatient[],
  entries: ReadonlyMap<string, QueueEntry>,
  gone: ReadonlySet<string>,
  opensAt: number,
): DayResult {
  const visits = patients.map((patient) => ({
    patient,
    entry: entries.get(patient.uid) as QueueEntry,
    leftUnserved: gone.has(patient.uid),
  }));
  const closesAt = opensAt + scenario.openMinutes * MINUTE;
  let busy = 0;
  let last = closesAt;
  for (const { entry, leftUnserved } of visits) {
    if (leftUnserved) continue;
    if (entry.startedAt === null || entry.endedAt === null) throw new Error(`${entry.uid} was never served`);
    busy += Math.min(entry.endedAt, closesAt) - Math.min(entry.startedAt, closesAt);
    last = Math.max(last, entry.endedAt);
  }
  const breaks = scenario.doctors.reduce((sum, doctor) => sum + doctor.breakMinutes, 0);
  const presentMinutes = scenario.doctors.length * scenario.openMinutes - breaks;
  return {
    visits,
    presentMinutes,
    idleMinutes: Math.max(0, presentMinutes - busy / MINUTE),
    overtimeMinutes: (last - closesAt) / MINUTE,
  };
}
