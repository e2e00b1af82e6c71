import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/domain/errors.ts';
import type { QueueRow } from '#shared/protocol/api/queue.ts';
import type { HubClient } from '#dashboard/api/hub-client.ts';
import { createNoticesStore } from '#dashboard/notices/notices.store.ts';
import { boardView } from './board-view.ts';
import { createPendingStore } from './pending.store.ts';
import { createQueueActions } from './queue-actions.ts';
import { makeGroup, makeRow, NOON } from './test-rows.ts';

type Call = { id: string; params: unknown; body: Record<string, unknown>; key: string | undefined };

/** A desk in front of a hub that answers when it is told to. */
function desk() {
  const calls: Call[] = [];
  const waiting: { resolve: (reply: unknown) => void; reject: (error: unknown) => void }[] = [];
  const rows: QueueRow[] = [];
  let time = NOON;
  let ids = 0;
  let refetches = 0;
  const client: HubClient = {
    call: (contract, call, options) => {
      calls.push({
        id: contract.id,
        params: call.params,
        body: call.body as Record<string, unknown>,
        key: options?.idempotencyKey,
      });
      return new Promise((resolve, reject) => void waiting.push({ resolve: resolve as never, reject }));
    },
  };
  const nextId = () => `id-${(ids += 1)}`;
  const notices = createNoticesStore(nextId, { after: () => () => {} });
  const pending = createPendingStore();
  const cache = { putRow: (row: QueueRow) => void rows.push(row), refetch: () => void (refetches += 1) };
  const actions = createQueueActions({ client, cache, pending, notices, ids: nextId, clock: () => time });
  return {
    actions,
    calls,
    notices,
    pending,
    rows,
    refetches: () => refetches,
    passes: (ms: number) => void (time += ms),
    answer: (reply: unknown) => waiting.shift()!.resolve(reply),
    refuse: (error: unknown) => waiting.shift()!.reject(error),
  };
}

const QUEUE = { key: '1:any', doctorId: null, serviceId: 1 };
const entryOf = (row: QueueRow) => {
  const [queue] = boardView([makeGroup([row])], new Map(), NOON);
  return [...queue!.called, ...queue!.waiting, ...queue!.inConsultation][0]!;
};

describe('calling the next patient', () => {
  it('asks once, however often the button is pressed meanwhile or right after', async () => {
    const { actions, calls, answer, passes } = desk();
    const first = actions.callNext(QUEUE, 4);
    await actions.callNext(QUEUE, 4);
    answer({ called: makeRow(1, { current_status: 'called' }) });
    await first;
    passes(300);
    await actions.callNext(QUEUE, 4);
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({ id: 'queue.callNext', body: { station_id: 4, service_id: 1, doctor_id: null } });
    passes(800);
    void actions.callNext(QUEUE, 4);
    expect(calls).toHaveLength(2);
    expect(calls[1]!.key).not.toBe(calls[0]!.key);
  });

  it('says so when nobody waits, which is no error', async () => {
    const { actions, answer, notices, rows } = desk();
    const done = actions.callNext(QUEUE, 4);
    answer({ called: null });
    await done;
    expect(notices.getState()).toMatchObject([{ tone: 'done', text: { key: 'notice.nobody' } }]);
    expect(rows).toEqual([]);
  });

  it('can be taken back by the hub', async () => {
    const { actions, answer, notices, calls } = desk();
    const done = actions.callNext(QUEUE, 4);
    answer({ called: makeRow(8, { current_status: 'called' }) });
    await done;
    notices.undoLatest();
    expect(calls.at(-1)).toMatchObject({ id: 'queue.undo', params: { id: 8 } });
  });
});

describe('moving an entry', () => {
  const called = entryOf(makeRow(1, { current_status: 'called' }));

  it('is pending until the hub answers; then the hub’s row stands', async () => {
    const { actions, answer, pending, rows, refetches } = desk();
    const done = actions.move(called, { event: 'start' });
    expect(pending.getState().moves.get(1)).toEqual({ event: 'start', from: 'called' });
    const row = makeRow(1, { current_status: 'in_consultation' });
    answer(row);
    await done;
    expect(pending.getState().moves.size).toBe(0);
    expect(rows).toEqual([row]);
    expect(refetches()).toBe(1);
  });

  it('is undone on the screen, said in words and read anew when the hub refuses', async () => {
    const { actions, refuse, pending, rows, notices, refetches } = desk();
    const done = actions.move(called, { event: 'start' });
    const refusal = new AppError('queue.illegal_move', { status: 409 });
    refuse(refusal);
    await done;
    expect(pending.getState().moves.size).toBe(0);
    expect(rows).toEqual([]);
    expect(notices.getState()).toMatchObject([{ tone: 'problem', text: { error: refusal } }]);
    expect(refetches()).toBe(1);
  });

  it('is sent once for a double click', async () => {
    const { actions, calls } = desk();
    void actions.move(called, { event: 'recall' });
    await actions.move(called, { event: 'recall' });
    expect(calls).toHaveLength(1);
  });

  it('offers no way back where there is none', async () => {
    const { actions, answer, notices } = desk();
    const done = actions.move(called, { event: 'recall' });
    answer(makeRow(1, { current_status: 'called' }));
    await done;
    expect(notices.getState()[0]!.undo).toBeUndefined();
  });

  it('is taken back at the hub once, says so, and offers no undo of that', async () => {
    const { actions, answer, notices, calls, pending, rows } = desk();
    const done = actions.move(called, { event: 'complete' });
    answer(makeRow(1, { current_status: 'completed' }));
    await done;
    const { undo } = notices.getState()[0]!;
    undo?.run();
    undo?.run();
    expect(calls.slice(1)).toMatchObject([{ id: 'queue.undo', params: { id: 1 } }]);
    expect(pending.getState().moves.get(1)?.event).toBe('undo');
    answer(makeRow(1, { current_status: 'in_consultation' }));
    await expect.poll(() => rows.at(-1)?.current_status).toBe('in_consultation');
    expect(notices.getState()).toMatchObject([{ tone: 'done', text: { key: 'notice.undone' } }]);
    expect(notices.getState()[0]!.undo).toBeUndefined();
  });
});

describe('raising somebody to an emergency', () => {
  const waiting = entryOf(makeRow(4, { urgency_level: 'medium' }));

  it('carries the reason, and is taken back by the urgency that was', async () => {
    const { actions, answer, notices, calls } = desk();
    const done = actions.move(waiting, { event: 'set_urgency', level: 'emergency', reason: 'Chest pain' });
    answer(makeRow(4, { urgency_level: 'emergency' }));
    await done;
    expect(calls[0]!.body).toEqual({ type: 'raise_to_emergency', notes: 'Chest pain' });
    expect(notices.getState()[0]!.text).toMatchObject({ key: 'notice.emergency' });
    notices.undoLatest();
    expect(calls[1]!.body).toEqual({ type: 'set_urgency', urgency_level: 'medium', notes: '' });
  });
});
