import { describe, expect, it } from 'vitest';
import { boardView, minutesBetween, type PendingMove } from './board-view.ts';
import { boardSummary } from './board-summary.ts';
import { findEntries } from './find-entries.ts';
import { ownQueuesFirst } from './own-queues-first.ts';
import { putRow } from './put-row.ts';
import { makeGroup, makeRow, minutesBefore, NOON } from './test-rows.ts';

const NOTHING: ReadonlyMap<number, PendingMove> = new Map();
const labels = (entries: { token_label: string }[]) => entries.map((entry) => entry.token_label);

describe('the board', () => {
  it('keeps the order of the hub, whatever the order of the rows', () => {
    const [queue] = boardView(
      [
        makeGroup([
          makeRow(1, { queue_position: 3, check_in_time: minutesBefore(90) }),
          makeRow(2, { queue_position: 1, check_in_time: minutesBefore(5) }),
          makeRow(3, { queue_position: 2, check_in_time: minutesBefore(50) }),
        ]),
      ],
      NOTHING,
      NOON,
    );
    expect(labels(queue!.waiting)).toEqual(['A-002', 'A-003', 'A-001']);
    expect(queue!.longestWaitMinutes).toBe(90);
  });

  it('puts those without a place last, by arrival', () => {
    const [queue] = boardView(
      [
        makeGroup([
          makeRow(1, { check_in_time: minutesBefore(1) }),
          makeRow(2, { check_in_time: minutesBefore(2) }),
          makeRow(3, { queue_position: 1 }),
        ]),
      ],
      NOTHING,
      NOON,
    );
    expect(labels(queue!.waiting)).toEqual(['A-003', 'A-002', 'A-001']);
  });

  it('sorts people by what they are doing, the latest call first, the held apart, the gone nowhere', () => {
    const [queue] = boardView(
      [
        makeGroup([
          makeRow(1, { current_status: 'called', called_time: minutesBefore(9) }),
          makeRow(2, { current_status: 'called', called_time: minutesBefore(1) }),
          makeRow(3, { current_status: 'in_consultation', consultation_start_time: minutesBefore(4) }),
          makeRow(4, { held: true, check_in_time: minutesBefore(200) }),
          makeRow(5, { current_status: 'no_show' }),
          makeRow(6, { current_status: 'completed' }),
          makeRow(7, { current_status: 'cancelled' }),
        ]),
      ],
      NOTHING,
      NOON,
    );
    expect(labels(queue!.called)).toEqual(['A-002', 'A-001']);
    expect(labels(queue!.inConsultation)).toEqual(['A-003']);
    expect(labels(queue!.held)).toEqual(['A-004']);
    expect(labels(queue!.noShow)).toEqual(['A-005']);
    expect(queue!.waiting).toEqual([]);
    expect(queue!.longestWaitMinutes).toBe(0);
    expect(boardSummary([queue!])).toEqual({ waiting: 1, called: 2, consulting: 1, longestWaitMinutes: 0, overdue: 0 });
  });

  it('counts who waits too long, and nobody who is on hold or called', () => {
    const rows = [
      makeRow(1, { overdue: true }),
      makeRow(2, { overdue: true, held: true }),
      makeRow(3, { overdue: false }),
      makeRow(4, { overdue: true, current_status: 'called' }),
    ];
    const [queue] = boardView([makeGroup(rows)], new Map(), NOON);
    expect(boardSummary([queue!]).overdue).toBe(1);
  });

  it('leaves somebody where they stand while only the hub knows where an undo leads', () => {
    const pending = new Map([[1, { event: 'undo' as const, from: 'called' as const }]]);
    const [queue] = boardView([makeGroup([makeRow(1, { current_status: 'called' })])], pending, NOON);
    expect(queue!.called).toMatchObject([{ id: 1, pending: 'undo' }]);
  });

  it('shows an unanswered move where it leads, marked as unsure', () => {
    const moves = new Map<number, PendingMove>([[1, { event: 'start', from: 'called' }]]);
    const [queue] = boardView([makeGroup([makeRow(1, { current_status: 'called' })])], moves, NOON);
    expect(queue!.called).toEqual([]);
    expect(queue!.inConsultation[0]).toMatchObject({ token_label: 'A-001', pending: 'start' });
  });

  it('lets the hub win over an unanswered move: the entry has moved on meanwhile', () => {
    const moves = new Map<number, PendingMove>([[1, { event: 'start', from: 'called' }]]);
    const [queue] = boardView([makeGroup([makeRow(1, { current_status: 'no_show' })])], moves, NOON);
    expect(queue!.noShow[0]).toMatchObject({ current_status: 'no_show', pending: null });
    expect(queue!.inConsultation).toEqual([]);
  });

  it('keeps an entry in its place while a transfer is unanswered', () => {
    const moves = new Map<number, PendingMove>([[1, { event: 'transfer', from: 'waiting' }]]);
    const [queue] = boardView([makeGroup([makeRow(1)])], moves, NOON);
    expect(queue!.waiting[0]).toMatchObject({ pending: 'transfer', held: false });
  });

  it('holds and releases in place', () => {
    const groups = [makeGroup([makeRow(1), makeRow(2, { held: true })])];
    const moves = new Map<number, PendingMove>([
      [1, { event: 'hold', from: 'waiting' }],
      [2, { event: 'return', from: 'waiting' }],
    ]);
    const [queue] = boardView(groups, moves, NOON);
    expect(labels(queue!.held)).toEqual(['A-001']);
    expect(labels(queue!.waiting)).toEqual(['A-002']);
  });

  it('never shows a negative wait when the clocks differ', () => {
    expect(minutesBetween(minutesBefore(-3), NOON)).toBe(0);
    expect(minutesBetween(minutesBefore(59.9), NOON)).toBe(59);
  });

  it('puts a doctor’s own queue first and leaves the others', () => {
    const groups = [1, 2, 3].map((doctor_id) => makeGroup([], { doctor_id }));
    const queues = boardView(groups, NOTHING, NOON);
    expect(ownQueuesFirst(queues, 3).map((queue) => queue.doctorId)).toEqual([3, 1, 2]);
    expect(ownQueuesFirst(queues, null).map((queue) => queue.doctorId)).toEqual([1, 2, 3]);
  });
});

describe('the newest word on one entry', () => {
  const groups = [makeGroup([makeRow(1), makeRow(2)]), makeGroup([], { doctor_id: 7 })];

  it('replaces the older one in its place', () => {
    const after = putRow(groups, makeRow(1, { current_status: 'called' }));
    expect(after[0]!.queue.map((row) => row.current_status)).toEqual(['called', 'waiting']);
    expect(after[1]).toBe(groups[1]);
  });

  it('moves it to another queue', () => {
    const after = putRow(groups, makeRow(2, { doctor_id: 7 }));
    expect(after.map((group) => group.queue.map((row) => row.id))).toEqual([[1], [2]]);
  });

  it('adds one that was not known', () => {
    expect(putRow(groups, makeRow(9))[0]!.queue.map((row) => row.id)).toEqual([1, 2, 9]);
  });
});

describe('finding', () => {
  const queues = boardView(
    [
      makeGroup([
        makeRow(47, { patient_name: 'José Núñez' }),
        makeRow(147, { patient_name: 'محمد علي' }),
        makeRow(5, { patient_name: 'Strauß' }),
      ]),
    ],
    NOTHING,
    NOON,
  );
  it.each([
    ['nunez', ['A-047']],
    ['a47', ['A-047']],
    ['A-047', ['A-047']],
    ['47', ['A-047', 'A-147']],
    ['محمد', ['A-147']],
    ['  ', ['A-047', 'A-147', 'A-005']],
    ['zzz', []],
  ])('%j finds %j', (text, found) => {
    expect(labels(findEntries(queues, text)[0]!.waiting).toSorted()).toEqual(found.toSorted());
  });
});
