import type { Instant } from '#shared/domain/ports.ts';
import { estimateAll, estimateForNewcomer, type WaitRange } from '#shared/domain/wait-estimate.ts';
import { reviseRange, type ShownRange } from '#shared/domain/wait/shown-range.ts';
import type { QueueWait } from '#shared/protocol/entities.ts';
import type { WaitEffect } from './learn-move.ts';
import type { WaitModel } from './wait-model.ts';

export type ComputedWaits = {
  /** Who is told another range than before, or for the first time. */
  revised: { uid: string; told: ShownRange }[];
  untold: Extract<WaitEffect, { type: 'told' }>[];
  queues: QueueWait[];
};

/** Sorts after everyone who is here: a newcomer stands at the end of their class. */
const LAST_UID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

type Change = { uid: string; told: ShownRange; isExtended: boolean; until: Instant };

/** One long consultation can change what thousands are told: whoever is furthest back hears of it some steps later. */
const REVISED_AT_ONCE = 50;

/** Everyone's range and every queue's anew, held against what people were told. Writes into `told`. */
export function computeWaits(model: WaitModel, told: Map<string, ShownRange>, now: Instant): ComputedWaits {
  const { estimator } = model;
  const step = estimator.config.roundToMinutes;
  const at = Math.max(now, estimator.now);
  const revised: Change[] = [];
  const untold: ComputedWaits['untold'] = [];
  for (const [uid, range] of estimateAll(estimator, at)) {
    const before = told.get(uid);
    if (!before) {
      untold.push({ type: 'told', uid, at, range });
      continue;
    }
    const { range: next, change } = reviseRange(before, range, step, at);
    if (change !== 'kept') choose(revised, { uid, told: next, isExtended: change === 'extended', until: before.to });
  }
  for (const { uid, told: next } of revised) told.set(uid, next);
  return { revised, untold, queues: computeQueues(model, at) };
}

/** Keeps the neediest, in order. Thousands may wait for a word, and few of them get it at once: sorting all would be for nothing. */
function choose(neediest: Change[], change: Change): void {
  const last = neediest.at(-1);
  if (last && neediest.length === REVISED_AT_ONCE) {
    if (byNeed(change, last) >= 0) return;
    neediest.pop();
  }
  const place = neediest.findIndex((other) => byNeed(change, other) < 0);
  neediest.splice(place === -1 ? neediest.length : place, 0, change);
}

/** Who was promised too much first; among them, and among those with good news, whose time comes first. */
function byNeed(a: Change, b: Change): number {
  return Number(b.isExtended) - Number(a.isExtended) || a.until - b.until;
}

function computeQueues(model: WaitModel, now: Instant): QueueWait[] {
  const counts = countWaiting(model);
  const queues: QueueWait[] = [];
  for (const serviceUid of model.services.keys()) {
    queues.push(queueWait(model, { uid: serviceUid, serviceUid, doctorUid: null }, counts, now));
  }
  for (const [uid, { serviceUid }] of model.doctors) {
    if (!model.services.has(serviceUid)) continue;
    queues.push(queueWait(model, { uid, serviceUid, doctorUid: uid }, counts, now));
  }
  return queues;
}

function queueWait(
  { estimator }: WaitModel,
  queue: Pick<QueueWait, 'uid' | 'serviceUid' | 'doctorUid'>,
  counts: ReadonlyMap<string, number>,
  now: Instant,
): QueueWait {
  const key = { tier: 1 as const, at: now, checkedInAt: now, uid: LAST_UID };
  const { serviceUid, doctorUid } = queue;
  const profile = { serviceUid, doctorUid, visitType: '', waitClass: 'routine', key };
  const { shown }: WaitRange = estimateForNewcomer(estimator, profile, now);
  return { ...queue, waiting: counts.get(queue.uid) ?? 0, waitMinutes: [shown.lower, shown.upper], madeAt: now };
}

/** By service (whichever doctor) and by doctor; their uids never coincide. */
function countWaiting({ estimator }: WaitModel): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (uid: string) => counts.set(uid, (counts.get(uid) ?? 0) + 1);
  for (const { serviceUid, doctorUid } of estimator.waiting.values()) {
    add(serviceUid);
    if (doctorUid !== null) add(doctorUid);
  }
  return counts;
}
