import { callCentreSteps, readCallCentreLog, TRAINING_DAYS, type Call } from './call-centre-log.ts';
import { clinicSteps, readClinicLog, TRAINING_SESSIONS, type ClinicVisit } from './clinic-log.ts';
import { replay, type Answer } from './replay.ts';
import type { ReplayLog } from './replay-step.ts';

type Cut = { before: ReplayLog; after: ReplayLog; at: number };

/**
 * Moves everything after a cut and asks everything again: an answer given before the cut that changes has used what nobody
 * could know yet. Several cuts, spread over the part that is scored.
 * @returns whether no earlier answer changed
 */
export function testForLeaks(path: string, format: 'clinic' | 'callcentre', ask = replay): boolean {
  const cuts = format === 'clinic' ? clinicCuts(readClinicLog(path)) : callCentreCuts(readCallCentreLog(path));
  let clean = true;
  for (const cut of cuts) {
    const before = answersUpTo(ask(cut.before), cut.at);
    const moved = new Map(answersUpTo(ask(cut.after), cut.at));
    const changed = before.filter(([question, answer]) => moved.get(question) !== answer).length;
    console.log(`${before.length} answers up to the cut, ${changed} changed: ${changed === 0 ? 'OK' : 'LEAK'}`);
    if (changed > 0 || before.length === 0) clean = false;
  }
  return clean;
}

/** Within the part that is scored: before it there is no answer that could change. */
const CUTS = [0.2, 0.5, 0.8];

function cutAt(share: number, count: number, training: number): number {
  return training + Math.floor(share * (count - training));
}

function answersUpTo(answers: readonly Answer[], at: number): [question: string, answer: string][] {
  return answers
    .filter((answer) => answer.at <= at)
    .map(({ question, range, at: askedAt }) => [`${question.uid} ${askedAt}`, JSON.stringify(range)]);
}

function clinicCuts(visits: readonly ClinicVisit[]): Cut[] {
  const before = clinicSteps(visits);
  const sessions = [...new Set(visits.map((visit) => visit.session))];
  return CUTS.map((share) => {
    const index = cutAt(share, sessions.length, TRAINING_SESSIONS);
    const cutSession = sessions[index] ?? 0;
    const own = visits.filter((visit) => visit.session === cutSession);
    const second = (own[Math.floor(own.length / 2)] as ClinicVisit).seconds;
    const moved = visits.map((visit) => {
      const later = visit.session === cutSession ? visit.seconds > second : visit.session > cutSession;
      return later ? { ...visit, seconds: visit.seconds + 1800 } : visit;
    });
    return { before, after: clinicSteps(moved), at: (index * 86_400 + second) * 1000 };
  });
}

function callCentreCuts(calls: readonly Call[]): Cut[] {
  const before = callCentreSteps(calls);
  const days = [...new Set(calls.map((call) => call.day))].toSorted((a, b) => a - b);
  return CUTS.map((share) => {
    const cut = (days[cutAt(share, days.length, TRAINING_DAYS)] ?? 0) + 12 * 3600;
    const move = (second: number) => (second > cut ? second + 1234 : second);
    const moved = calls.map((call) => ({
      ...call,
      queued: call.queued && { from: move(call.queued.from), to: move(call.queued.to) },
      served: call.served && { ...call.served, from: move(call.served.from), to: move(call.served.to) },
    }));
    return { before, after: callCentreSteps(moved), at: cut * 1000 };
  });
}
