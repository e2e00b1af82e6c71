import { callNext, undoQueueMove, type QueueRow } from '#shared/protocol/api/queue.ts';
import type { Clock, Ids, Instant } from '#shared/domain/ports.ts';
import type { HubClient } from '#dashboard/api/hub-client.ts';
import type { NoticesStore } from '#dashboard/notices/notices.store.ts';
import type { Asked, BoardEntry, BoardQueue } from './board-view.ts';
import type { PendingStore } from './pending.store.ts';
import { sendMove, type Move } from './send-move.ts';
import { undoOf } from './undo-of.ts';

/** The board's rows, wherever they are kept. */
export type BoardCache = {
  /** Puts the hub's newest word on one entry in place of the older one. */
  putRow(row: QueueRow): void;
  refetch(): void;
};

export type QueueActions = {
  callNext(queue: Pick<BoardQueue, 'key' | 'doctorId' | 'serviceId'>, stationId: number): Promise<void>;
  move(entry: BoardEntry, move: Move): Promise<void>;
};

export type QueueActionPorts = {
  client: HubClient;
  cache: BoardCache;
  pending: PendingStore;
  notices: NoticesStore;
  ids: Ids;
  clock: Clock;
};

/** A second press within this time after a call is a double click, not a second patient. */
const DOUBLE_CLICK_MS = 700;

/**
 * What the board asks of the hub. Each press has one Idempotency-Key; a press while the same thing is under way does
 * nothing; the hub's reply replaces what was shown meanwhile; a refusal is said in words and the board is read anew.
 */
export function createQueueActions(ports: QueueActionPorts): QueueActions {
  const { client, cache, pending, notices, ids, clock } = ports;
  const calledAt = new Map<string, Instant>();

  async function move(entry: BoardEntry, wanted: Move, isUndo = false): Promise<void> {
    await ask(entry, wanted.event, async () => {
      const row = await sendMove(client, entry.id, wanted, ids());
      cache.putRow(row);
      if (isUndo) showTakenBack(row);
      else showDone(entry, wanted, row);
    });
  }

  async function takeBack(entry: BoardEntry): Promise<void> {
    await ask(entry, 'undo', async () => {
      const row = await client.call(undoQueueMove, { params: { id: entry.id } }, { idempotencyKey: ids() });
      cache.putRow(row);
      showTakenBack(row);
    });
  }

  async function ask(entry: BoardEntry, event: Asked, send: () => Promise<void>): Promise<void> {
    if (!pending.begin(entry.id, { event, from: entry.current_status })) return;
    try {
      await send();
    } catch (error) {
      notices.show({ tone: 'problem', text: { error } });
    } finally {
      pending.end(entry.id);
      cache.refetch();
    }
  }

  function showDone(before: BoardEntry, done: Move, row: QueueRow): void {
    const values = { token: row.token_label, station: row.station_name ?? '' };
    const undo = undoOf(done.event, before);
    const key =
      done.event === 'set_urgency' && done.level === 'emergency' ? 'notice.emergency' : `notice.${done.event}`;
    notices.show({
      tone: 'done',
      text: { key, values },
      ...(undo && {
        undo: {
          labelKey: 'action.undo',
          run: () => void (undo === 'undo' ? takeBack(asEntry(row, before)) : move(asEntry(row, before), undo, true)),
        },
      }),
    });
  }

  function showTakenBack({ token_label: token }: QueueRow): void {
    notices.show({ tone: 'done', text: { key: 'notice.undone', values: { token } } });
  }

  return {
    move: (entry, wanted) => move(entry, wanted),
    async callNext(queue, stationId) {
      if (clock() - (calledAt.get(queue.key) ?? -Infinity) < DOUBLE_CLICK_MS) return;
      if (!pending.beginCalling(queue.key)) return;
      const body = { doctor_id: queue.doctorId, service_id: queue.serviceId, station_id: stationId };
      try {
        const { called } = await client.call(callNext, { body }, { idempotencyKey: ids() });
        calledAt.set(queue.key, clock());
        if (called) {
          cache.putRow(called);
          const entry = {
            ...asEntry(called, { queueKey: queue.key, waitedMinutes: 0 }),
            current_status: 'waiting' as const,
          };
          showDone(entry, { event: 'call', stationId }, called);
        } else notices.show({ tone: 'done', text: { key: 'notice.nobody' } });
      } catch (error) {
        notices.show({ tone: 'problem', text: { error } });
      } finally {
        pending.endCalling(queue.key);
        cache.refetch();
      }
    },
  };
}

function asEntry(row: QueueRow, was: Pick<BoardEntry, 'queueKey' | 'waitedMinutes'>): BoardEntry {
  return { ...row, queueKey: was.queueKey, waitedMinutes: was.waitedMinutes, pending: null };
}
