import type { Instant } from '#shared/domain/ports.ts';
import type { EntrySnapshot } from './entry-snapshot.ts';

export type Step = { type: string; at: Instant; snapshot: EntrySnapshot };

export type Stage = {
  serviceUid: string;
  doctorUid: string | null;
  stationUid: string | null;
  enteredAt: Instant;
  calledAt: Instant | null;
  startedAt: Instant | null;
  endedAt: Instant | null;
};

/** The queues a visit stood in, one after the other. A transfer ends a stage and begins the next; one taken back never was. */
export function splitStages(steps: readonly Step[]): Stage[] {
  const stages: Stage[] = [];
  for (const { type, at, snapshot } of steps) {
    const { entry } = snapshot;
    const undoesTransfer =
      type === 'undo' && stages.length > 1 && isOf(stages.at(-2), entry) && !isOf(stages.at(-1), entry);
    if (undoesTransfer) stages.pop();
    const open = stages.at(-1);
    if (!open || !isOf(open, entry)) {
      if (open) open.endedAt ??= at;
      stages.push({
        ...queueOf(entry),
        stationUid: null,
        enteredAt: at,
        calledAt: null,
        startedAt: null,
        endedAt: null,
      });
    }
    const stage = stages.at(-1)!;
    stage.calledAt = entry.calledAt ?? (type === 'undo' || type === 'return' ? null : stage.calledAt);
    stage.startedAt = entry.startedAt;
    stage.endedAt = entry.endedAt;
    stage.stationUid = entry.stationUid;
  }
  return stages;
}

function queueOf({ serviceUid, doctorUid }: EntrySnapshot['entry']) {
  return { serviceUid, doctorUid };
}

function isOf(stage: Stage | undefined, entry: EntrySnapshot['entry']): boolean {
  return stage?.serviceUid === entry.serviceUid && stage.doctorUid === entry.doctorUid;
}
