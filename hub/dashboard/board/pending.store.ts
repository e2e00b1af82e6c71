import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PendingMove } from './board-view.ts';

export type PendingState = {
  /** By entry id. */
  moves: ReadonlyMap<number, PendingMove>;
  /** Queues for which a next patient has been asked. */
  calling: ReadonlySet<string>;
};

/** What was asked of the hub and is not answered. The rows themselves stay in the query cache as the hub sent them. */
export type PendingStore = StoreApi<PendingState> & {
  /** False when something is under way for this entry already: a second press of the same button does nothing. */
  begin(entryId: number, move: PendingMove): boolean;
  end(entryId: number): void;
  beginCalling(queueKey: string): boolean;
  endCalling(queueKey: string): void;
};

export function createPendingStore(): PendingStore {
  const store = createStore<PendingState>(() => ({ moves: new Map(), calling: new Set() }));
  return {
    ...store,
    begin(entryId, move) {
      const { moves } = store.getState();
      if (moves.has(entryId)) return false;
      store.setState({ moves: new Map(moves).set(entryId, move) });
      return true;
    },
    end(entryId) {
      const moves = new Map(store.getState().moves);
      moves.delete(entryId);
      store.setState({ moves });
    },
    beginCalling(queueKey) {
      const { calling } = store.getState();
      if (calling.has(queueKey)) return false;
      store.setState({ calling: new Set(calling).add(queueKey) });
      return true;
    },
    endCalling(queueKey) {
      const calling = new Set(store.getState().calling);
      calling.delete(queueKey);
      store.setState({ calling });
    },
  };
}
