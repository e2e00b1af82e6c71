import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OrderKey } from './priority.ts';
import {
  applyWaitEvent,
  createEstimator,
  estimateAll,
  estimateForNewcomer,
  estimateRange,
  restoreEstimator,
  snapshotEstimator,
} from './wait-estimate.ts';
import type { EstimatorState } from './wait/estimator-state.ts';
import type { WaitEvent } from './wait/wait-event.ts';

const MINUTE = 60_000;
const MIDNIGHT = Date.UTC(2026, 2, 14);
const at = (minute: number) => MIDNIGHT + (9 * 60 + minute) * MINUTE;

function keyOf(uid: string, minute: number, credit = 0, tier: 0 | 1 = 1): OrderKey {
  return { tier, at: at(minute - credit), checkedInAt: at(minute), uid };
}

function joins(
  uid: string,
  minute: number,
  more: { credit?: number; waitClass?: string; doctorUid?: string; tier?: 0 } = {},
) {
  const key = keyOf(uid, minute, more.credit, more.tier ?? 1);
  const who = {
    serviceUid: 'care',
    doctorUid: more.doctorUid ?? null,
    visitType: '',
    waitClass: more.waitClass ?? 'low',
  };
  return { type: 'join', at: at(minute), uid, ...who, key } as const;
}

function starts(uid: string, minute: number, room = 'room 1', doctorUid: string | null = null): WaitEvent {
  return { type: 'start', at: at(minute), uid, stationUid: room, serviceUid: 'care', doctorUid, visitType: '' };
}

function opened(config: unknown = { defaultServiceMinutes: 10 }): EstimatorState {
  const state = createEstimator(config);
  applyWaitEvent(state, { type: 'day', at: MIDNIGHT, midnight: MIDNIGHT });
  return state;
}

function after(events: WaitEvent[], state = opened()): EstimatorState {
  for (const event of events) applyWaitEvent(state, event);
  return state;
}

/** One room, everyone served in turn for `minutes`, everyone told at check-in. */
function days(state: EstimatorState, count: number, minutes: number, waitClass = 'low'): EstimatorState {
  for (let day = 0; day < count; day += 1) {
    const shift = day * 1440;
    applyWaitEvent(state, { type: 'day', at: at(shift - 540), midnight: at(shift - 540) });
    for (let i = 0; i < 10; i += 1) applyWaitEvent(state, joins(`${day}/${i}`, shift + i, { waitClass }));
    for (let i = 0; i < 10; i += 1) {
      const began = at(shift + 10 + i * minutes);
      applyWaitEvent(state, starts(`${day}/${i}`, shift + 10 + i * minutes));
      for (let j = i + 1; j < 10; j += 1) applyWaitEvent(state, { type: 'shown', at: began, uid: `${day}/${j}` });
      applyWaitEvent(state, { type: 'end', at: at(shift + 10 + (i + 1) * minutes), uid: `${day}/${i}` });
    }
  }
  applyWaitEvent(state, { type: 'day', at: at(count * 1440 - 540), midnight: at(count * 1440 - 540) });
  return state;
}

describe('a cold start', () => {
  test('goes by the configured average and the people in front', () => {
    const state = after([starts('0', 0), joins('a', 0), joins('b', 1), joins('c', 2)]);
    // Ten minutes left of the one inside, as far as anyone knows, and ten for each in front.
    expect(['a', 'b', 'c'].map((uid) => Math.round(estimateRange(state, uid, at(2))?.expected ?? 0))).toEqual([
      10, 20, 30,
    ]);
  });

  test('shows whole steps that hold the estimate', () => {
    const range = estimateRange(after([starts('0', 0), joins('a', 0)]), 'a', at(0));
    expect(range?.shown).toEqual({ lower: 0, upper: 20 });
    expect(range?.expected).toBeGreaterThan(range?.lower ?? 99);
    expect(range?.expected).toBeLessThan(range?.upper ?? 0);
  });

  test('a station that is open and idle means no wait', () => {
    const open: WaitEvent = {
      type: 'station',
      at: at(0),
      stationUid: 'room 1',
      serviceUid: 'care',
      doctorUid: null,
      open: true,
    };
    expect(estimateRange(after([open, joins('a', 1)]), 'a', at(1))?.shown).toEqual({ lower: 0, upper: 5 });
  });

  test('two stations are twice as fast', () => {
    const one = after([starts('0', 0), joins('a', 1), joins('b', 2)]);
    const two = after([starts('0', 0), starts('1', 0, 'room 2'), joins('a', 1), joins('b', 2)]);
    const waits = [one, two].map((state) => estimateRange(state, 'b', at(2))?.expected ?? 0);
    expect((waits[0] ?? 0) / (waits[1] ?? 1)).toBeCloseTo(2, 0);
  });

  test('who does not wait has no range', () => {
    expect(estimateRange(after([joins('a', 0), { type: 'leave', at: at(1), uid: 'a' }]), 'a', at(1))).toBeNull();
  });
});

describe('the place in the queue', () => {
  test('is that of the order: more credit, less wait', () => {
    const state = after([starts('0', 0), joins('a', 0), joins('urgent', 5, { credit: 30 })]);
    expect(estimateRange(state, 'urgent', at(5))?.ahead).toBe(0);
    expect(estimateRange(state, 'a', at(5))?.ahead).toBe(1);
  });

  test('follows a change of urgency', () => {
    const state = after([starts('0', 0), joins('a', 0), joins('b', 5)]);
    applyWaitEvent(state, { type: 'reorder', at: at(6), uid: 'b', waitClass: 'high', key: keyOf('b', 5, 30) });
    expect(estimateRange(state, 'b', at(6))?.ahead).toBe(0);
  });

  test("another doctor's patients are not in the way; those who take any doctor are in part", () => {
    const state = after([
      starts('0', 0, 'room 1', 'ann'),
      starts('1', 0, 'room 2', 'bob'),
      joins('x', 1, { doctorUid: 'ann' }),
      joins('y', 2),
      joins('mine', 3, { doctorUid: 'bob' }),
    ]);
    expect(estimateRange(state, 'mine', at(3))?.ahead).toBe(0.5);
    expect(estimateRange(state, 'y', at(3))?.ahead).toBe(1);
  });

  test('counts on being overtaken where urgent people keep coming, but not by those who cannot', () => {
    const rush = Array.from({ length: 12 }, (_, i) => joins(`h${i}`, i * 5, { credit: 60, waitClass: 'high' }));
    const served = rush.flatMap(({ uid }, i): WaitEvent[] => [
      starts(uid, i * 5 + 1),
      { type: 'end', at: at(i * 5 + 4), uid },
    ]);
    const events = [...rush, ...served].toSorted((a, b) => a.at - b.at);
    const calm = after(
      events.map((event) => (event.type === 'join' ? { ...event, key: { ...event.key, at: event.at } } : event)),
    );
    const rushed = after(events);
    const newcomer = (state: EstimatorState, credit: number) => {
      const queue = Array.from({ length: 5 }, (_, i) => joins(`w${i}`, 61, { credit: 90 }));
      after([starts('0', 61), ...queue, joins('me', 61, { credit })], state);
      return estimateRange(state, 'me', at(61))?.expected ?? 0;
    };
    expect(newcomer(rushed, 0)).toBeGreaterThan(1.2 * newcomer(calm, 0));
    expect(newcomer(after(events), 60)).toBeLessThan(newcomer(after(events), 0));
  });
});

describe('learning', () => {
  test('takes the clinic as it is, not as it was configured', () => {
    const state = days(opened({ defaultServiceMinutes: 30 }), 12, 8);
    after([starts('0', 12 * 1440), joins('a', 12 * 1440), joins('b', 12 * 1440)], state);
    expect(estimateRange(state, 'b', at(12 * 1440))?.expected).toBeGreaterThan(11);
    expect(estimateRange(state, 'b', at(12 * 1440))?.expected).toBeLessThan(21);
  });

  test('narrows the range where waits are regular', () => {
    const width = (state: EstimatorState, minute: number) => {
      after([starts('0', minute), joins('a', minute), joins('b', minute)], state);
      const range = estimateRange(state, 'b', at(minute));
      return (range?.upper ?? 0) - (range?.lower ?? 0);
    };
    expect(width(days(opened(), 12, 10), 12 * 1440)).toBeLessThan(0.3 * width(opened(), 0));
  });

  test('one forgotten patient left "in consultation" for days does not spoil the rest', () => {
    const state = days(opened(), 5, 10);
    after([starts('0', 5 * 1440), { type: 'end', at: at(9 * 1440), uid: '0' }], state);
    after([starts('1', 9 * 1440), joins('a', 9 * 1440)], state);
    expect(estimateRange(state, 'a', at(9 * 1440))?.expected).toBeLessThan(25);
  });
});

describe('the state', () => {
  const kinds = fc.constantFrom('join', 'join', 'join', 'shown', 'leave', 'start', 'end') as fc.Arbitrary<
    WaitEvent['type']
  >;
  const stepArb = fc.record({ kind: kinds, who: fc.nat(30), credit: fc.nat(40), doctor: fc.nat(2), room: fc.nat(3) });

  function eventOf(
    step: { kind: WaitEvent['type']; who: number; credit: number; doctor: number; room: number },
    i: number,
  ): WaitEvent {
    const uid = `p${step.who}`;
    const doctorUid = ['ann', 'bob', undefined][step.doctor];
    if (step.kind === 'join')
      return joins(uid, i, { credit: step.credit, doctorUid, waitClass: `class ${step.who % 3}` });
    if (step.kind === 'start') return starts(uid, i, `room ${step.room}`, doctorUid ?? null);
    return { type: step.kind as 'shown' | 'leave' | 'end', at: at(i), uid };
  }

  test('gives the same range for everyone at once as for each alone, whatever has happened', () => {
    fc.assert(
      fc.property(fc.array(stepArb, { maxLength: 120 }), (steps) => {
        const state = after(steps.map(eventOf));
        const now = at(steps.length);
        const all = estimateAll(state, now);
        expect(all.size).toBe(state.waiting.size);
        for (const [uid, range] of all) {
          const alone = estimateRange(state, uid, now);
          expect(range.ahead).toBeCloseTo(alone?.ahead ?? -1, 6);
          expect(range.upper).toBeCloseTo(alone?.upper ?? -1, 6);
          expect(Number.isFinite(range.expected) && range.lower <= range.upper && range.lower >= 0).toBe(true);
        }
      }),
      {
        numRuns: 60,
        // Two of one kind, class and band who stand behind different numbers of people.
        examples: [
          [
            [
              [11, 0],
              [2, 0],
              [3, 0],
              [1, 2],
              [0, 0],
              [10, 2],
            ].map(([who = 0, doctor = 0]) => ({
              kind: 'join' as const,
              who,
              credit: who === 0 ? 2 : 0,
              doctor,
              room: 0,
            })),
          ],
        ],
      },
    );
  });

  test('goes on after being saved and restored as if it had never stopped', () => {
    fc.assert(
      fc.property(fc.array(stepArb, { maxLength: 120 }), fc.array(stepArb, { maxLength: 60 }), (first, then) => {
        const state = after(first.map(eventOf));
        const restored = restoreEstimator(snapshotEstimator(state));
        const rest = then.map((step, i) => eventOf(step, first.length + i));
        after(rest, state);
        after(rest, restored);
        expect(snapshotEstimator(restored)).toEqual(snapshotEstimator(state));
        expect([...estimateAll(restored, at(300))]).toEqual([...estimateAll(state, at(300))]);
      }),
      { numRuns: 60 },
    );
  });

  test('of another version is refused', () => {
    const snapshot = { ...snapshotEstimator(createEstimator()), version: 99 };
    expect(() => restoreEstimator(snapshot)).toThrow('estimator.unknown_snapshot');
  });

  test('asking changes nothing', () => {
    const state = days(opened(), 3, 9);
    after([starts('0', 3 * 1440), joins('a', 3 * 1440)], state);
    const before = snapshotEstimator(state);
    estimateAll(state, at(3 * 1440 + 5));
    const { key, ...profile } = joins('new', 3 * 1440);
    estimateForNewcomer(state, { ...profile, key }, at(3 * 1440 + 5));
    expect(snapshotEstimator(state)).toEqual(before);
  });
});
