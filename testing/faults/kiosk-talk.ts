import type { CheckedIn, CheckInInput, Choices } from '#shared/protocol/bridge/kiosk-contract.ts';
import type { DeviceState, SyncStatus } from '#shared/protocol/bridge/device-contract.ts';

/** What a kiosk process that is put through faults is asked, over IPC, and what it answers. */
export type KioskTalk = {
  checkIn: { ask: { input: CheckInInput }; answer: CheckedIn };
  /** The machine's clock shows this from now on, and goes on from there; null: it is right again. */
  setClock: { ask: { at: number | null }; answer: null };
  /** Kills itself at the given step of the next check-in. */
  dieAt: { ask: { step: string }; answer: null };
  choices: { ask: object; answer: Choices };
  state: { ask: object; answer: DeviceState };
  syncNow: { ask: object; answer: SyncStatus };
  store: { ask: object; answer: StoreView };
  /** Writes an op of any kind at the head of the log, in the way of every op. */
  append: { ask: { kind: string; payload: string; entityUid: string }; answer: { opId: string } };
};

/** What the device's own file holds. */
export type StoreView = {
  incarnation: string;
  lane: string;
  blockedBy: string | null;
  businessDate: string | null;
  visits: { uid: string; token: string }[];
  outbox: number;
  /** Statuses of the queue entries that it knows from the hub, by uid. */
  queue: Record<string, string>;
  /** Ops that the hub could not apply: their ids, with why. */
  disputed: { opId: string; code: string | null }[];
  printJobs: { visitUid: string; state: string }[];
};

export type KioskQuestion = {
  [M in keyof KioskTalk]: { id: number; method: M } & KioskTalk[M]['ask'];
}[keyof KioskTalk];
export type KioskAnswer =
  | { type: 'ready' }
  | { type: 'answer'; id: number; value: unknown }
  | { type: 'refused'; id: number; code: string };
