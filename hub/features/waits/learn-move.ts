import { compareOrderKeys } from '#shared/domain/priority.ts';
import type { Instant } from '#shared/domain/ports.ts';
import type { QueueStatus } from '#shared/domain/queue.ts';
import { applyWaitEvent, estimateRange, type WaitRange } from '#shared/domain/wait-estimate.ts';
import type { WaitOutcome } from '#hub/db/schema/queue.ts';
import { orderKeyIn, type EntrySnapshot } from '#hub/features/queue/entry-snapshot.ts';
import { configureModel, enterDay, type KnownDoctor, type WaitModel } from './wait-model.ts';

/** One thing that happened, as the feed and the history tell it. */
export type WaitNews =
  | { kind: 'move'; at: Instant; from: QueueStatus | null; snapshot: EntrySnapshot }
  | { kind: 'service'; uid: string; service: { averageMinutes: number } | null }
  | { kind: 'doctor'; uid: string; doctor: KnownDoctor | null }
  | { kind: 'location'; timeZone: string; cutoverHour: number };

/** What follows for the predictions that are kept: somebody was told a range, or a wait is over. */
export type WaitEffect =
  | { type: 'told'; uid: string; at: Instant; range: WaitRange }
  | { type: 'over'; uid: string; at: Instant; outcome: WaitOutcome };

export function learnNews(model: WaitModel, news: WaitNews): WaitEffect[] {
  switch (news.kind) {
    case 'move':
      return learnMove(model, news);
    case 'service':
      if (news.service) model.services.set(news.uid, news.service);
      else model.services.delete(news.uid);
      break;
    case 'doctor':
      if (news.doctor) model.doctors.set(news.uid, news.doctor);
      else model.doctors.delete(news.uid);
      break;
    case 'location':
      model.rule = { timeZone: news.timeZone, cutoverHour: news.cutoverHour };
      return [];
  }
  configureModel(model);
  return [];
}

/**
 * Goes by where the entry stands now against where the estimator has it, so that a move told twice changes nothing the
 * second time. A wait ends with the call: that is what a patient waits for.
 */
function learnMove(model: WaitModel, move: Extract<WaitNews, { kind: 'move' }>): WaitEffect[] {
  const { from, snapshot } = move;
  const { entry } = snapshot;
  enterDay(model, move.at);
  const state = model.estimator;
  const at = Math.max(move.at, state.now);
  const { uid } = entry;
  const isWaiting = state.waiting.has(uid);
  const over = (outcome: WaitOutcome): WaitEffect[] => (isWaiting ? [{ type: 'over', uid, at, outcome }] : []);
  if (from === 'called' && entry.status !== 'called' && entry.status !== 'in_consultation') {
    applyWaitEvent(state, { type: 'abandon', at, uid });
  }
  if (entry.status === 'waiting' && entry.heldSince === null) return wait(model, snapshot, at);
  if (entry.status === 'called' || entry.status === 'in_consultation') {
    if (!state.serving.has(uid)) applyWaitEvent(state, { type: 'start', at, uid, ...whoServes(model, snapshot) });
    return over('called');
  }
  applyWaitEvent(state, { type: 'leave', at, uid });
  applyWaitEvent(state, { type: 'end', at, uid });
  return over('left');
}

function wait({ estimator }: WaitModel, snapshot: EntrySnapshot, at: Instant): WaitEffect[] {
  const { entry, visitType, waitClass } = snapshot;
  const { uid, serviceUid, doctorUid } = entry;
  const key = orderKeyIn(snapshot);
  const known = estimator.waiting.get(uid);
  if (known && known.serviceUid === serviceUid && known.doctorUid === doctorUid) {
    const isSame = compareOrderKeys(known.key, key) === 0 && known.waitClass === waitClass;
    if (!isSame) applyWaitEvent(estimator, { type: 'reorder', at, uid, waitClass, key });
    return [];
  }
  applyWaitEvent(estimator, { type: 'join', at, uid, serviceUid, doctorUid, visitType, waitClass, key });
  const range = estimateRange(estimator, uid, at);
  applyWaitEvent(estimator, { type: 'shown', at, uid });
  return [
    ...(known ? [{ type: 'over' as const, uid, at, outcome: 'moved' as const }] : []),
    ...(range ? [{ type: 'told' as const, uid, at, range }] : []),
  ];
}

/** Who takes any doctor is served by the one whose station it is. */
function whoServes({ doctors }: WaitModel, { entry, visitType }: EntrySnapshot) {
  const { serviceUid, stationUid } = entry;
  const owner = [...doctors].find(([, doctor]) => doctor.stationUid !== null && doctor.stationUid === stationUid)?.[0];
  const doctorUid = entry.doctorUid ?? owner ?? null;
  return { stationUid: stationUid ?? entry.uid, serviceUid, doctorUid, visitType };
}
