import type { Instant } from './ports.ts';
import {
  compareOrderKeys,
  orderKeyOf,
  waitClassOf,
  waitingSince,
  type OrderKey,
  type PriorityEntry,
} from './priority.ts';
import type { PrioritySettings, WaitClass } from './priority-settings.ts';

const MINUTE = 60_000;

export type OrderedEntry<E extends PriorityEntry> = {
  entry: E;
  key: OrderKey;
  /** 1 is called next. */ position: number;
};

/**
 * The calling order of one queue. It depends on the entries and settings alone: not on the clock, not on the order in which
 * they are given. Leave out entries that are on hold; they come back with the place they had.
 */
export function orderQueue<E extends PriorityEntry>(
  entries: readonly E[],
  settings: PrioritySettings,
): OrderedEntry<E>[] {
  const rows = entries.map((entry) => ({ entry, key: orderKeyOf(entry, settings), position: 0 }));
  rows.sort((a, b) => compareOrderKeys(a.key, b.key));
  rows.forEach((row, index) => {
    row.position = index + 1;
  });
  return rows;
}

export type OverdueWait = { uid: string; waitClass: WaitClass; waitedMinutes: number; maximumMinutes: number };

/** Who has waited longer than their class may, most overdue first. An alert for the desk; the order stays as it is. */
export function findOverdue(
  entries: readonly PriorityEntry[],
  settings: PrioritySettings,
  now: Instant,
): OverdueWait[] {
  return entries
    .map((entry) => {
      const waitClass = waitClassOf(entry);
      const waitedMinutes = Math.floor((now - waitingSince(entry, settings)) / MINUTE);
      return { uid: entry.uid, waitClass, waitedMinutes, maximumMinutes: settings.maximumWaitMinutes[waitClass] };
    })
    .filter((wait) => wait.waitedMinutes > wait.maximumMinutes)
    .toSorted((a, b) => b.waitedMinutes - b.maximumMinutes - (a.waitedMinutes - a.maximumMinutes));
}

export type SettingsPreview = {
  /** In the proposed order. `move` and `headStartChange` (minutes) are positive for entries that would gain. */
  rows: { uid: string; from: number; to: number; move: number; headStartChange: number }[];
  movedEarlier: number;
  movedLater: number;
  largestMove: number;
};

/** What other settings would do to the queue as it stands; nothing is changed. */
export function previewSettings(
  entries: readonly PriorityEntry[],
  current: PrioritySettings,
  proposed: PrioritySettings,
): SettingsPreview {
  const before = new Map(orderQueue(entries, current).map((row) => [row.entry.uid, row]));
  const rows = orderQueue(entries, proposed).map(({ entry, key, position }) => {
    const old = before.get(entry.uid) ?? { position, key };
    return {
      uid: entry.uid,
      from: old.position,
      to: position,
      move: old.position - position,
      headStartChange: (old.key.at - key.at) / MINUTE,
    };
  });
  return {
    rows,
    movedEarlier: rows.filter((row) => row.move > 0).length,
    movedLater: rows.filter((row) => row.move < 0).length,
    largestMove: Math.max(0, ...rows.map((row) => Math.abs(row.move))),
  };
}
