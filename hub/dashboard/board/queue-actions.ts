import { callNext, type QueueRow } from '#shared/protocol/api/queue.ts';
import type { Clock, Ids, Instant } from '#shared/domain/ports.ts';
import type { HubClient } from '#dashboard/api/hub-client.ts';
import type { NoticesStore } from '#dashboard/notices/notices.store.ts';
import type { BoardEntry, BoardQueue } from './board-view.ts';
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
    if (!pending.begin(entry.id, { event: wanted.event, from: entry.current_status })) return;
    try {
      const row = await sendMove(client, entry.id, wanted, ids());
      cache.putRow(row);
      showDone(entry, wanted, row, isUndo);
    } catch (error) {
      notices.show({ tone: 'problem', text: { error } });
    } finally {
      pending.end(entry.id);
      cache.refetch();
    }
  }

  function showDone(entry: BoardEntry, done: Move, row: QueueRow, isUndo: boolean): void {
    const values = { token: row.token_label, station: row.station_name ?? '' };
    const undo = isUndo ? null : undoOf(done.event, beforeOf(entry));
    notices.show({
      tone: 'done',
      text: { key: isUndo ? 'notice.undone' : `notice.${done.event}`, values },
      ...(undo && {
        undo: {
          labelKey: 'landsIn' in undo ? 'action.putBack' : 'action.undo',
          run: () => void move(asEntry(row, entry), undo, true),
        },
      }),
    });
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
          showDone(entry, { event: 'call', stationId }, called, false);
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

function beforeOf(entry: BoardEntry) {
  return { status: entry.current_status, held: entry.held, serviceId: entry.service_id, doctorId: entry.doctor_id };
}

function asEntry(row: QueueRow, was: Pick<BoardEntry, 'queueKey' | 'waitedMinutes'>): BoardEntry {
  return { ...row, queueKey: was.queueKey, waitedMinutes: was.waitedMinutes, pending: null };
}
