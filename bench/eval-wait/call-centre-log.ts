import type { WaitEvent } from '#shared/domain/wait/wait-event.ts';
import { readCsv, secondsOf } from './read-csv.ts';
import type { ReplayLog, ReplayStep } from './replay-step.ts';

const COLUMNS = ['priority', 'type', 'date', 'q_start', 'q_exit', 'outcome', 'ser_start', 'ser_exit', 'server'];
/** The call centre's own rule: priority customers are queued as if they had called a minute and a half earlier. */
const HEAD_START = 90;
export const TRAINING_DAYS = 5;

/** Seconds since the epoch of the log's wall clock. */
export type Call = {
  day: number;
  priority: boolean;
  type: string;
  queued: { from: number; to: number } | null;
  served: { from: number; to: number; agent: string } | null;
};

export function readCallCentreLog(path: string): Call[] {
  const calls = readCsv(path, COLUMNS).map((row): Call | null => {
    if (row['outcome'] === 'PHANTOM') return null;
    const day = Date.parse(`${row['date']}T00:00:00Z`) / 1000;
    const agent = row['server'] ?? '';
    const answered = row['outcome'] === 'AGENT' && agent !== 'NO_SERVER' && agent !== '';
    const queued =
      row['q_start'] === '0:00:00'
        ? null
        : { from: day + secondsOf(row['q_start']), to: day + secondsOf(row['q_exit']) };
    const served = answered
      ? { from: day + secondsOf(row['ser_start']), to: day + secondsOf(row['ser_exit']), agent }
      : null;
    if (queued && queued.to < queued.from) return null;
    if (served && served.to < served.from) return null;
    return { day, priority: row['priority'] === '2', type: row['type'] ?? '', queued, served };
  });
  return calls.filter((call) => call !== null);
}

type Moment = { at: number; rank: number; index: number; step: ReplayStep };

/**
 * Everyone who queues is asked on arrival; those who were served are scored. Callers answered at once and callers who hang up are
 * in the queue's state like anyone. The first days set the configured average and staff, and are not scored.
 */
export function callCentreSteps(calls: readonly Call[], trainingDays = TRAINING_DAYS): ReplayLog {
  const days = [...new Set(calls.map((call) => call.day))].toSorted((a, b) => a - b);
  const scoredFrom = days[trainingDays] ?? Infinity;
  const training = calls.flatMap((call) => (call.served && call.day < scoredFrom ? [call.served] : []));
  const minutes = training.reduce((sum, { from, to }) => sum + (to - from), 0) / training.length / 60;
  const moments: Moment[] = days.map((day) => ({
    at: day,
    rank: -1,
    index: 0,
    step: { event: { type: 'day', at: day * 1000, midnight: day * 1000 }, scored: false },
  }));
  calls.forEach((call, index) => moments.push(...momentsOf(call, index, call.day >= scoredFrom)));
  // Within a second: ends, then starts, then arrivals.
  moments.sort((a, b) => a.at - b.at || a.rank - b.rank || a.index - b.index);
  return {
    title: 'call centre: priority customers 90 s ahead, many agents, callers hang up',
    unit: 's',
    configuredMinutes: minutes,
    usualStations: 8,
    steps: moments.map((moment) => moment.step),
  };
}

function momentsOf(call: Call, index: number, scored: boolean): Moment[] {
  const uid = String(index).padStart(6, '0');
  const who = { serviceUid: 'calls', doctorUid: null, visitType: call.type };
  const waitClass = call.priority ? 'priority' : 'regular';
  const moments: Moment[] = [];
  const add = (at: number, rank: number, event: WaitEvent, question?: ReplayStep['question']) =>
    moments.push({ at, rank, index, step: question ? { event, question, scored } : { event, scored } });
  const { queued, served } = call;
  if (queued) {
    const at = queued.from * 1000;
    const key = { tier: 1 as const, at: at - (call.priority ? HEAD_START * 1000 : 0), checkedInAt: at, uid };
    const actual = (queued.to - queued.from) / 60;
    add(queued.from, 2, { type: 'join', at, uid, ...who, waitClass, key });
    add(queued.from, 2, { type: 'shown', at, uid }, served ? { uid, actual, group: waitClass, place: '' } : undefined);
    if (!served) add(queued.to, queued.to === queued.from ? 3 : 0, { type: 'leave', at: queued.to * 1000, uid });
  }
  if (served) {
    const from = Math.max(served.from, queued?.to ?? 0);
    add(from, queued && from === queued.from ? 3 : 1, {
      type: 'start',
      at: from * 1000,
      uid,
      stationUid: served.agent,
      ...who,
    });
    add(Math.max(from, served.to), from === served.to ? 3 : 0, {
      type: 'end',
      at: Math.max(from, served.to) * 1000,
      uid,
    });
  }
  return moments;
}
