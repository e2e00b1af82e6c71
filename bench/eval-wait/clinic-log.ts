import type { OrderKey } from '#shared/domain/priority.ts';
import { readCsv, secondsOf } from './read-csv.ts';
import type { ReplayLog, ReplayStep } from './replay-step.ts';

const COLUMNS = ['Session', 'Visit.No', 'StartTime'];
const PLACES = [1, 2, 3, 5, 8, 12];
const DAY = 86_400_000;
export const TRAINING_SESSIONS = 40;

export type ClinicVisit = { session: number; visit: string; seconds: number };

export function readClinicLog(path: string): ClinicVisit[] {
  return readCsv(path, COLUMNS).map((row) => ({
    session: Number(row['Session']),
    visit: row['Visit.No'] ?? '',
    seconds: secondsOf(row['StartTime']),
  }));
}

/**
 * One doctor, consultations in order, no arrivals. Whenever a consultation starts, those 1, 2, 3, 5, 8 and 12 places behind it are
 * asked for their wait. What kind of visit the people in front are is known from their booking; nothing else of them is. The
 * first sessions set the configured average and are not scored.
 */
export function clinicSteps(visits: readonly ClinicVisit[], trainingSessions = TRAINING_SESSIONS): ReplayLog {
  const sessions = [...Map.groupBy(visits, (visit) => visit.session).values()];
  const training = clinicGaps(sessions.slice(0, trainingSessions).flat()).map((gap) => gap.minutes);
  const steps = sessions.flatMap((session, i) => sessionSteps(session, i, i >= trainingSessions));
  return {
    title: 'clinic: one doctor, wait until the one k places behind is called in',
    unit: 'min',
    configuredMinutes: mean(training),
    usualStations: 1,
    steps,
  };
}

function sessionSteps(session: ClinicVisit[], index: number, scored: boolean): ReplayStep[] {
  const midnight = index * DAY;
  const at = (j: number) => midnight + (session[j] as ClinicVisit).seconds * 1000;
  const uid = (j: number) => `${index}/${j}`;
  const who = (j: number) => ({
    serviceUid: 'clinic',
    doctorUid: 'doctor',
    waitClass: 'routine',
    visitType: visitTypeOf(session[j] as ClinicVisit),
  });
  const steps: ReplayStep[] = [{ event: { type: 'day', at: midnight, midnight }, scored }];
  let joined = 0;
  for (let j = 0; j < session.length; j += 1) {
    // Nobody is told how many will come in all: only the next few are in the queue.
    for (; joined < session.length && joined <= j + Math.max(...PLACES); joined += 1) {
      const key: OrderKey = { tier: 1, at: at(j) + joined, checkedInAt: at(j) + joined, uid: uid(joined) };
      steps.push({ event: { type: 'join', at: at(j), uid: uid(joined), ...who(joined), key }, scored });
    }
    if (j > 0) steps.push({ event: { type: 'end', at: at(j), uid: uid(j - 1) }, scored });
    steps.push({ event: { type: 'start', at: at(j), uid: uid(j), stationUid: 'room', ...who(j) }, scored });
    for (const k of PLACES.filter((place) => j + place < session.length)) {
      const question = { uid: uid(j + k), actual: (at(j + k) - at(j)) / 60_000, group: 'all', place: `k=${k}` };
      steps.push({ event: { type: 'shown', at: at(j), uid: uid(j + k) }, question, scored });
    }
  }
  return steps;
}

/** Minutes from one start to the next, by kind of visit; a session's last consultation has no known end. */
export function clinicGaps(visits: readonly ClinicVisit[]): { visitType: string; minutes: number }[] {
  return [...Map.groupBy(visits, (visit) => visit.session).values()].flatMap((session) =>
    session.slice(1).map((next, j) => {
      const visit = session[j] as ClinicVisit;
      return { visitType: visitTypeOf(visit), minutes: (next.seconds - visit.seconds) / 60 };
    }),
  );
}

function visitTypeOf(visit: ClinicVisit): string {
  return visit.visit === '1' ? 'new' : 'return';
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
