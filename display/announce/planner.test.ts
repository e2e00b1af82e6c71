import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Announcement } from '#shared/protocol/bridge/display-contract.ts';
import { aQueueEntry, aStation, uidOf } from '#testing/factories/queue-stream.ts';
import { planAnnouncements, type PlanInput } from './planner.ts';

const MINUTE = 60_000;
const STATION = aStation(1, 'Room 2');

function plan(input: Partial<PlanInput>): Announcement[] {
  return planAnnouncements({
    entries: [],
    stations: new Map([[STATION.uid, STATION]]),
    zone: {},
    announced: new Map(),
    pending: [],
    now: 0,
    staleAfterMs: 5 * MINUTE,
    ...input,
  });
}

function called(n: number, calledAt: number, callCount = 1) {
  return aQueueEntry(n, { status: 'called', stationUid: STATION.uid, calledAt, callCount });
}

const keyOf = (call: Announcement) => `${call.uid}/${call.callCount}`;

describe('what to announce', () => {
  it('is first in first out by the time of the call', () => {
    const entries = [called(3, 30), called(1, 10), called(2, 20)];
    expect(plan({ entries }).map((call) => call.uid)).toEqual([uidOf(1), uidOf(2), uidOf(3)]);
  });

  it('says where to go, in which language', () => {
    expect(plan({ entries: [called(1, 10)] })).toEqual([
      {
        uid: uidOf(1),
        callCount: 1,
        token: 'A-001',
        station: { text: 'Room 2' },
        language: 'en',
        calledAt: 10,
      },
    ]);
  });

  it('is nothing when the patient is in the room already, was sent back, or did not come', () => {
    for (const status of ['in_consultation', 'waiting', 'no_show', 'completed', 'cancelled'] as const)
      expect(plan({ entries: [{ ...called(1, 10), status }] })).toEqual([]);
  });

  it('is nothing twice, but a recall again', () => {
    const announced = new Map([[uidOf(1), 1]]);
    expect(plan({ entries: [called(1, 10)], announced })).toEqual([]);
    expect(plan({ entries: [called(1, 90, 2)], announced }).map(keyOf)).toEqual([`${uidOf(1)}/2`]);
  });

  it('lets a recalled patient keep the place in the line', () => {
    const pending = plan({ entries: [called(1, 10), called(2, 20)] });
    const entries = [called(1, 30, 2), called(2, 20)];
    expect(plan({ entries, pending }).map(keyOf)).toEqual([`${uidOf(1)}/2`, `${uidOf(2)}/1`]);
  });

  it('lets nobody who arrives late push in before those already in line', () => {
    const pending = plan({ entries: [called(2, 20)] });
    expect(plan({ entries: [called(1, 10), called(2, 20)], pending }).map((call) => call.uid)).toEqual([
      uidOf(2),
      uidOf(1),
    ]);
  });

  it('is not what has gone stale while the screen was cut off', () => {
    const entries = [called(1, 0), called(2, 4 * MINUTE)];
    expect(plan({ entries, now: 6 * MINUTE }).map((call) => call.uid)).toEqual([uidOf(2)]);
  });

  it('is what a clock that runs ahead dates into the future', () => {
    expect(plan({ entries: [called(1, 60 * MINUTE)], now: 0 })).toHaveLength(1);
  });

  it('waits for a station that is still on its way', () => {
    expect(plan({ entries: [called(1, 10)], stations: new Map() })).toEqual([]);
  });

  it('is only what this screen speaks for', () => {
    const entries = [called(1, 10)];
    expect(plan({ entries, zone: { stationUids: [uidOf(99)] } })).toEqual([]);
    expect(plan({ entries, zone: { stationUids: [STATION.uid] } })).toHaveLength(1);
    expect(plan({ entries, zone: { serviceUids: [uidOf(99)] } })).toEqual([]);
  });
});

/** A desk's day in steps: calls, recalls, arrivals in the room; and a screen that announces, restarts or loses its link. */
const stepArbitrary = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('call' as const), who: fc.nat(11) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('enter' as const), who: fc.nat(11) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('announce' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cut' as const), minutes: fc.nat(12) }) },
);

describe('over any day', () => {
  it('each call is announced at most once, in order, never stale, and none that still matters is lost', () => {
    fc.assert(
      fc.property(fc.array(stepArbitrary, { maxLength: 120 }), (steps) => {
        const entries = new Map<number, ReturnType<typeof called>>();
        const announced = new Map<string, number>();
        const spoken: Announcement[] = [];
        let pending: Announcement[] = [];
        let now = 0;
        const replan = () => {
          const before = pending;
          pending = plan({ entries: [...entries.values()], announced, pending, now });
          const stillThere = before.map((call) => call.uid).filter((uid) => pending.some((call) => call.uid === uid));
          // Nobody overtakes anybody who was in line.
          expect(pending.slice(0, stillThere.length).map((call) => call.uid)).toEqual(stillThere);
        };
        const announceNext = () => {
          const next = pending[0];
          if (!next) return;
          expect(now - next.calledAt).toBeLessThanOrEqual(5 * MINUTE);
          spoken.push(next);
          announced.set(next.uid, next.callCount);
          replan();
        };

        for (const step of steps) {
          now += 1000;
          if (step.do === 'call')
            entries.set(step.who, called(step.who, now, (entries.get(step.who)?.callCount ?? 0) + 1));
          else if (step.do === 'enter' && entries.has(step.who))
            entries.set(step.who, { ...called(step.who, now), ...entries.get(step.who), status: 'in_consultation' });
          else if (step.do === 'restart') pending = [];
          else if (step.do === 'cut') now += step.minutes * MINUTE;
          replan();
          if (step.do === 'announce') announceNext();
        }
        while (pending.length > 0) announceNext();

        expect(new Set(spoken.map(keyOf)).size).toBe(spoken.length);
        const stillDue = [...entries.values()].filter(
          (entry) => entry.status === 'called' && now - (entry.calledAt ?? 0) <= 5 * MINUTE,
        );
        expect(spoken.map(keyOf)).toEqual(
          expect.arrayContaining(stillDue.map((entry) => `${entry.uid}/${entry.callCount}`)),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('many calls at once are all announced', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(400), { maxLength: 400 }), (people) => {
        const entries = people.map((who, i) => called(who, i % 7));
        expect(new Set(plan({ entries }).map((call) => call.uid)).size).toBe(people.length);
      }),
      { numRuns: 50 },
    );
  });
});
