import { describe, expect, it } from 'vitest';
import { boardView, type BoardQueue } from './board-view.ts';
import { isOffered, stationOf, targetOf } from './board-target.ts';
import { makeGroup, makeRow, minutesBefore, NOON } from './test-rows.ts';

function queueOf(...rows: ReturnType<typeof makeRow>[]): BoardQueue {
  return boardView([makeGroup(rows)], new Map(), NOON)[0]!;
}

const CALLED_TO_1 = makeRow(1, { current_status: 'called', station_id: 1, called_time: minutesBefore(5) });
const CALLED_TO_2 = makeRow(2, { current_status: 'called', station_id: 2, called_time: minutesBefore(1) });
const CONSULTING = makeRow(3, { current_status: 'in_consultation', station_id: 1 });

describe('whom a key means', () => {
  it('is the one who was called to this station, before a later call to another', () => {
    const queue = queueOf(CALLED_TO_1, CALLED_TO_2, CONSULTING, makeRow(4));
    expect(targetOf(queue, 'start', null, 1)?.id).toBe(1);
    expect(targetOf(queue, 'start', null, null)?.id).toBe(2);
    expect(targetOf(queue, 'complete', null, 2)?.id).toBe(3);
  });

  it('is the one who was picked, and nobody else when the move is not possible there', () => {
    const queue = queueOf(CALLED_TO_1, makeRow(4));
    expect(targetOf(queue, 'hold', 4, 1)?.id).toBe(4);
    expect(targetOf(queue, 'start', 4, 1)).toBeNull();
  });

  it('is never guessed among those waiting', () => {
    const queue = queueOf(makeRow(4), makeRow(5));
    for (const event of ['cancel', 'hold', 'transfer', 'call', 'return'] as const)
      expect(targetOf(queue, event, null, 1)).toBeNull();
  });

  it('is nobody while a move of that entry is unanswered', () => {
    const queue = boardView([makeGroup([CALLED_TO_1])], new Map([[1, { event: 'recall', from: 'called' }]]), NOON)[0]!;
    expect(targetOf(queue, 'recall', null, 1)).toBeNull();
  });
});

describe('what is offered', () => {
  const [waiting, held] = [makeRow(1), makeRow(2, { held: true })]
    .map((row) => queueOf(row))
    .map((queue) => [...queue.waiting, ...queue.held][0]!);
  it('is a return only for those on hold, and a hold only for the others', () => {
    expect(isOffered(waiting!, 'return')).toBe(false);
    expect(isOffered(waiting!, 'hold')).toBe(true);
    expect(isOffered(held!, 'return')).toBe(true);
    expect(isOffered(held!, 'hold')).toBe(false);
  });
  it('is nothing that the queue forbids', () => {
    expect(isOffered(waiting!, 'complete')).toBe(false);
    expect(isOffered(waiting!, 'no_show')).toBe(false);
  });
});

describe('the station of a queue', () => {
  const queue = { key: '1:any', defaultStationId: 2 };
  it('is the remembered one, else the doctor’s own, else the only one', () => {
    expect(stationOf(queue, { '1:any': 3 }, [1, 2, 3])).toBe(3);
    expect(stationOf(queue, {}, [1, 2, 3])).toBe(2);
    expect(stationOf({ ...queue, defaultStationId: null }, {}, [9])).toBe(9);
  });
  it('is unknown rather than wrong: closed stations do not count', () => {
    expect(stationOf(queue, { '1:any': 3 }, [4, 5])).toBeNull();
    expect(stationOf(queue, { '1:any': 3 }, [2, 5])).toBe(2);
  });
});
