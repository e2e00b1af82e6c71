import { createStore, type StoreApi } from 'zustand/vanilla';
import type { VisitPayment } from '#shared/protocol/api/payments.ts';
import type { TicketAddress } from '#shared/domain/ticket-address.ts';
import type { BoardEntry } from './board-view.ts';

export type BoardDialog =
  | { kind: 'transfer'; entry: BoardEntry }
  | { kind: 'cancel'; entry: BoardEntry }
  | { kind: 'urgency'; entry: BoardEntry }
  | { kind: 'take_payment' | 'void_payment'; entry: BoardEntry; payment: VisitPayment }
  /** `text`: as scanned off the paper. */
  | { kind: 'recover'; text: string; ticket: TicketAddress }
  | { kind: 'help' }
  | null;

export type BoardUi = {
  /** The queue that keys act on; null means the first. */
  queueKey: string | null;
  /** The entry that was picked, whose actions stand open. */
  pickedId: number | null;
  find: string;
  dialog: BoardDialog;
  /** The queue whose station has to be chosen before anyone can be called. */
  stationWanted: string | null;
};

export type BoardUiStore = StoreApi<BoardUi>;

export function createBoardUiStore(): BoardUiStore {
  return createStore<BoardUi>(() => ({ queueKey: null, pickedId: null, find: '', dialog: null, stationWanted: null }));
}
