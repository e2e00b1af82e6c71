import { AppError } from '#shared/domain/errors.ts';
import type { QueueGroup, QueueRow } from '#shared/protocol/api/queue.ts';
import type { DayClock } from './day-clock.ts';
import type { Desk } from './desk.ts';
import type { PlannedVisit } from './plan-day.ts';

export type Station = {
  name: string;
  stationId: number;
  /** Calls from each of these queues, whoever of their first ones comes before. */
  queues: readonly { service_id: number; doctor_id: number | null }[];
  minutesOf(visit: PlannedVisit | undefined): number;
  /** Where a patient goes on to; null: home. */
  sendsTo(visit: PlannedVisit | undefined): { service_id: number } | null;
};

export type Day = {
  desk: Desk;
  clock: DayClock;
  /** By token label. */
  visits: ReadonlyMap<string, PlannedVisit>;
  say: (text: string) => void;
  /** Everyone has come who will. */
  isOver(): boolean;
};

const WALK_MINUTES = 0.7;
const ABSENT_MINUTES = 3;
const IDLE_MINUTES = 0.5;

/** Somebody who calls, serves and calls the next, until nobody is left. */
export async function workStation(station: Station, day: Day): Promise<void> {
  const { desk, clock } = day;
  for (;;) {
    const groups = await desk.queues();
    const queue = firstQueue(groups, station);
    const called = queue && (await desk.callNext({ ...queue, station_id: station.stationId }));
    if (called) await serve(called, station, day);
    else if (day.isOver() && isEmpty(groups)) return;
    else await clock.pass(IDLE_MINUTES);
  }
}

async function serve(called: QueueRow, station: Station, day: Day): Promise<void> {
  const { desk, clock, say } = day;
  const { id, token_label: token } = called;
  const visit = day.visits.get(token);
  say(`${token} is called to ${station.name}`);
  try {
    if (visit?.isAbsent) {
      await clock.pass(ABSENT_MINUTES);
      await desk.move(id, { type: 'recall' });
      await clock.pass(ABSENT_MINUTES);
      await desk.move(id, { type: 'no_show' });
      say(`${token} does not come`);
      return;
    }
    await clock.pass(WALK_MINUTES);
    await desk.move(id, { type: 'start' });
    await clock.pass(station.minutesOf(visit));
    const next = station.sendsTo(visit);
    if (next) {
      await desk.move(id, { type: 'transfer', service_id: next.service_id, doctor_id: null });
      say(`${token} goes on to the laboratory`);
    } else {
      await desk.move(id, { type: 'complete' });
    }
  } catch (error) {
    // Whoever watches may have moved the patient by hand: their word goes.
    if (!(error instanceof AppError) || error.code !== 'queue.illegal_move') throw error;
  }
}

function firstQueue(groups: readonly QueueGroup[], { queues }: Station) {
  const heads = queues.flatMap((queue) => {
    const group = groups.find((one) => one.service_id === queue.service_id && one.doctor_id === queue.doctor_id);
    const head = group?.queue.find((row) => row.queue_position === 1);
    return head ? [{ queue, score: head.priority_score ?? 0 }] : [];
  });
  return heads.toSorted((a, b) => b.score - a.score)[0]?.queue ?? null;
}

function isEmpty(groups: readonly QueueGroup[]): boolean {
  const isHere = (row: QueueRow) => row.current_status !== 'no_show' && !row.held;
  return groups.every((group) => !group.queue.some(isHere));
}
