import type { Instant } from '#shared/domain/ports.ts';
import type { Announcement } from '#shared/protocol/bridge/display-contract.ts';
import type { QueueEntryView, Station } from '#shared/protocol/entities.ts';
import { isInZone, type Zone } from '#display/zone.ts';
import { callOf } from './call-of.ts';

export type PlanInput = {
  entries: readonly QueueEntryView[];
  stations: ReadonlyMap<string, Station>;
  zone: Zone;
  /** Highest call count already announced, by entry. A recall raises the count, so it is a new call. */
  announced: ReadonlyMap<string, number>;
  /** What the last plan left to announce, in its order: whoever came first keeps the place. */
  pending: readonly Announcement[];
  now: Instant;
  /** A call older than this is shown in the list of recent calls, but no longer cried out. */
  staleAfterMs: number;
};

/**
 * What is left to announce, first in first out. Only entries that are still called count: who is in the room already,
 * or was sent back, needs no chime. A recall of a call that was not announced yet takes that call's place in the line
 * instead of a place at its end, so that recalling never delays anybody.
 */
export function planAnnouncements(input: PlanInput): Announcement[] {
  const due = new Map<string, Announcement>();
  for (const entry of input.entries) {
    if (entry.status !== 'called' || !isInZone(entry, input.zone)) continue;
    const call = callOf(entry, input.stations);
    if (!call || call.callCount <= (input.announced.get(call.uid) ?? 0)) continue;
    // A call from the future is a clock that runs ahead elsewhere, and is as fresh as can be.
    if (input.now - call.calledAt > input.staleAfterMs) continue;
    due.set(call.uid, call);
  }

  const inLine = input.pending.flatMap(({ uid }) => takeFrom(due, uid));
  return [...inLine, ...[...due.values()].toSorted(byCallTime)];
}

function takeFrom(due: Map<string, Announcement>, uid: string): Announcement[] {
  const call = due.get(uid);
  due.delete(uid);
  return call ? [call] : [];
}

/** The uid breaks ties, so that every screen announces in the same order. */
function byCallTime(a: Announcement, b: Announcement): number {
  return a.calledAt - b.calledAt || (a.uid < b.uid ? -1 : 1);
}
