import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { QueueEventType } from '#shared/domain/queue.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import { useNow } from '#dashboard/api/use-now.ts';
import { boardCache, useQueueGroups, useStations } from './board.queries.ts';
import type { Board } from './board-context.ts';
import { stationOf } from './board-target.ts';
import { createBoardUiStore } from './board-ui.store.ts';
import { boardView, type BoardEntry, type BoardQueue } from './board-view.ts';
import { ownQueuesFirst } from './own-queues-first.ts';
import { createQueueActions } from './queue-actions.ts';

const NO_GROUPS: never[] = [];

/** The board as it stands: the hub's rows, unanswered moves over them, and what can be done. */
export function useBoardState(): { board: Board; groups: ReturnType<typeof useQueueGroups> } {
  const { client, session, pending, notices, preferences, ids, clock } = useDashboard();
  const queries = useQueryClient();
  const now = useNow();
  const groups = useQueueGroups();
  const stations = useStations().data ?? NO_GROUPS;
  const moves = useStore(pending, (state) => state.moves);
  const remembered = useStore(preferences, (state) => state.stationByQueue);
  const [ui] = useState(createBoardUiStore);
  const cache = useMemo(() => boardCache(queries), [queries]);
  const actions = useMemo(
    () => createQueueActions({ client, cache, pending, notices, ids, clock }),
    [client, cache, pending, notices, ids, clock],
  );
  const doctorId = useStore(session.store, (state) => (state.status === 'signed_in' ? state.user.doctor_id : null));
  const queues = useMemo(
    () => ownQueuesFirst(boardView(groups.data ?? NO_GROUPS, moves, now), doctorId),
    [groups.data, moves, now, doctorId],
  );

  const board = useMemo((): Board => {
    const activeIds = stations.map((station) => station.id);
    const stationIdOf = (queue: BoardQueue) => stationOf(queue, remembered, activeIds);
    /** The station, or null after the picker has been opened for it. */
    function stationOrAsk(queue: BoardQueue): number | null {
      const stationId = stationIdOf(queue);
      if (stationId === null) ui.setState({ stationWanted: queue.key });
      return stationId;
    }
    function request(queue: BoardQueue, entry: BoardEntry, event: QueueEventType): void {
      ui.setState({ queueKey: queue.key });
      if (event === 'transfer' || event === 'cancel') ui.setState({ dialog: { kind: event, entry } });
      else if (event === 'call') {
        const stationId = stationOrAsk(queue);
        if (stationId !== null) void actions.move(entry, { event, stationId });
      } else void actions.move(entry, { event });
    }
    return {
      ui,
      cache,
      queues,
      stations,
      stationIdOf,
      request,
      move: (entry, move) => void actions.move(entry, move),
      chooseStation: (queue, stationId) => {
        preferences.setState((was) => ({ stationByQueue: { ...was.stationByQueue, [queue.key]: stationId } }));
        ui.setState({ stationWanted: null });
      },
      next: (queue) => {
        // Keys mean the queue that one is working on, however one works on it.
        ui.setState({ queueKey: queue.key });
        const stationId = stationOrAsk(queue);
        if (stationId !== null) void actions.callNext(queue, stationId);
      },
    };
  }, [ui, cache, queues, stations, remembered, actions, preferences]);
  return { board, groups };
}
