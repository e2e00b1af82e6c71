import type { EstimatorState, WaitingEntry } from './estimator-state.ts';
import { insertIntoLine, removeFromLine, type LinesOfService } from './lines.ts';
import { kindOf } from './service-times.ts';

/** The only two places where `waiting` and its index change, always together. */
export function enqueue(state: EstimatorState, entry: WaitingEntry): void {
  state.waiting.set(entry.uid, entry);
  const lines = state.lines.get(entry.serviceUid) ?? (new Map() as LinesOfService);
  state.lines.set(entry.serviceUid, lines);
  insertIntoLine(lines, entry.doctorUid, kindOf(entry.serviceUid, entry.visitType), entry.key);
}

export function dequeue(state: EstimatorState, uid: string): WaitingEntry | null {
  const entry = state.waiting.get(uid);
  if (!entry) return null;
  state.waiting.delete(uid);
  const lines = state.lines.get(entry.serviceUid);
  if (lines) removeFromLine(lines, entry.doctorUid, kindOf(entry.serviceUid, entry.visitType), entry.key);
  return entry;
}
