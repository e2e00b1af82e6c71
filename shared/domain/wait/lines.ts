import type { OrderKey } from '#shared/domain/priority.ts';
import {
  countBefore,
  countKeys,
  firstKey,
  insertKey,
  newRankedKeys,
  removeKey,
  type RankedKeys,
} from './ranked-keys.ts';

/** Those of one service who wait for one doctor, or (`doctorUid` null) for whoever is free, by kind of visit. */
export type Line = { doctorUid: string | null; kinds: Map<string, RankedKeys> };
export type LinesOfService = Map<string, Line>;

const ANYONE = '';

export function insertIntoLine(lines: LinesOfService, doctorUid: string | null, kind: string, key: OrderKey): void {
  const name = doctorUid ?? ANYONE;
  const line = lines.get(name) ?? { doctorUid, kinds: new Map<string, RankedKeys>() };
  lines.set(name, line);
  const keys = line.kinds.get(kind) ?? newRankedKeys();
  line.kinds.set(kind, keys);
  insertKey(keys, key);
}

export function removeFromLine(lines: LinesOfService, doctorUid: string | null, kind: string, key: OrderKey): void {
  const keys = lines.get(doctorUid ?? ANYONE)?.kinds.get(kind);
  if (keys) removeKey(keys, key);
}

export function countWaiting(lines: LinesOfService | undefined): number {
  let count = 0;
  for (const line of lines?.values() ?? []) for (const keys of line.kinds.values()) count += countKeys(keys);
  return count;
}

/** Which of the service is called next, whoever calls. */
export function headOf(
  lines: LinesOfService | undefined,
  earlier: (a: OrderKey, b: OrderKey) => number,
): OrderKey | null {
  let head: OrderKey | null = null;
  for (const line of lines?.values() ?? [])
    for (const keys of line.kinds.values()) {
      const first = firstKey(keys);
      if (first && (head === null || earlier(first, head) < 0)) head = first;
    }
  return head;
}

/** The work in front of someone: people, minutes of service, and how many of them of the person's own kind. */
export type Ahead = { people: number; minutes: number; ownKind: number };

/**
 * How much of another line stands in someone's way: all of one's own; for whoever takes any doctor, all of every line, since
 * each uses up a doctor; for whoever waits for one doctor, that doctor's share of those who take anyone.
 */
export function weightOfLine(line: Pick<Line, 'doctorUid'>, doctorUid: string | null, poolShare: number): number {
  if (doctorUid === null || line.doctorUid === doctorUid) return 1;
  return line.doctorUid === null ? poolShare : 0;
}

export function aheadOf(
  lines: LinesOfService | undefined,
  who: { doctorUid: string | null; kind: string; key: OrderKey },
  poolShare: number,
  minutesOf: (kind: string) => number,
): Ahead {
  const ahead: Ahead = { people: 0, minutes: 0, ownKind: 0 };
  for (const line of lines?.values() ?? []) {
    const weight = weightOfLine(line, who.doctorUid, poolShare);
    if (weight === 0) continue;
    for (const [kind, keys] of line.kinds) {
      const people = weight * countBefore(keys, who.key);
      ahead.people += people;
      ahead.minutes += people * minutesOf(kind);
      if (kind === who.kind) ahead.ownKind += people;
    }
  }
  return ahead;
}
