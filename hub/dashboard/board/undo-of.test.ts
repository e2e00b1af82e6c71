import { describe, expect, it } from 'vitest';
import { applyQueueEvent, queueStatusSchema, type QueueEntry, type QueueEvent } from '#shared/domain/queue.ts';
import { undoOf } from './undo-of.ts';

const EVENTS: QueueEvent[] = [
  { type: 'call', stationUid: 's' },
  { type: 'recall' },
  { type: 'start' },
  { type: 'complete' },
  { type: 'no_show' },
  { type: 'return' },
  { type: 'hold' },
  { type: 'transfer', serviceUid: 'b', doctorUid: null },
  { type: 'cancel' },
];
const BLANK = {
  uid: 'u',
  serviceUid: 'a',
  doctorUid: null,
  stationUid: null,
  checkedInAt: 1,
  calledAt: null,
  startedAt: null,
  endedAt: null,
  callCount: 0,
};

function tryApply(entry: QueueEntry, event: QueueEvent): QueueEntry | null {
  try {
    return applyQueueEvent(entry, event, 10);
  } catch {
    return null;
  }
}

/** Every legal move from every status that may be taken back, with what taking it back leads to. */
const TAKEN_BACK = queueStatusSchema.options.flatMap((status) =>
  [null, 5].flatMap((heldSince) =>
    EVENTS.flatMap((event) => {
      const before: QueueEntry = { ...BLANK, status, heldSince };
      const after = tryApply(before, event);
      const undo = undoOf(event.type, { status, held: heldSince !== null, serviceId: 1, doctorId: null });
      if (!after || !undo) return [];
      const back: QueueEvent =
        undo.event === 'return' ? { type: 'return' } : { type: 'transfer', serviceUid: 'a', doctorUid: null };
      const landsIn = 'landsIn' in undo ? undo.landsIn : undefined;
      return [{ event: event.type, before, landsIn, restored: tryApply(after, back) }];
    }),
  ),
);

describe('taking back', () => {
  it('is offered only where the queue allows it', () => {
    expect(TAKEN_BACK.length).toBeGreaterThan(4);
    expect(TAKEN_BACK.filter(({ restored }) => restored === null)).toEqual([]);
  });

  it.each(TAKEN_BACK)(
    '$event from $before.status leads back there, or where it says',
    ({ before, landsIn, restored }) => {
      const wanted = landsIn ? { status: landsIn } : { status: before.status, heldSince: before.heldSince };
      expect(restored).toMatchObject({ ...wanted, serviceUid: before.serviceUid });
    },
  );
});
