import { createContext, useContext } from 'react';
import type { QueueEventType } from '#shared/domain/queue.ts';
import type { StationRow } from '#shared/protocol/api/directory.ts';
import type { BoardUiStore } from './board-ui.store.ts';
import type { BoardEntry, BoardQueue } from './board-view.ts';
import type { BoardCache } from './queue-actions.ts';
import type { Move } from './send-move.ts';

/** What the parts of the board share. */
export type Board = {
  ui: BoardUiStore;
  cache: BoardCache;
  queues: readonly BoardQueue[];
  stations: readonly StationRow[];
  stationIdOf: (queue: BoardQueue) => number | null;
  chooseStation: (queue: BoardQueue, stationId: number) => void;
  next: (queue: BoardQueue) => void;
  /** Does it, or asks first for what it needs: a station, a target, a confirmation. */
  request: (queue: BoardQueue, entry: BoardEntry, event: QueueEventType) => void;
  move: (entry: BoardEntry, move: Move) => void;
};

const BoardContext = createContext<Board | null>(null);
export const BoardProvider = BoardContext.Provider;

export function useBoard(): Board {
  const board = useContext(BoardContext);
  if (!board) throw new Error('A part of the board was rendered outside BoardProvider');
  return board;
}
