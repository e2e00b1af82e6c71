import type { Board } from './board-context.ts';
import { entriesInOrder, targetOf } from './board-target.ts';
import type { BoardQueue } from './board-view.ts';
import type { Shortcut } from './shortcuts.ts';

type Outside = {
  undo(): void;
  find(): void;
  /** Brings the element that matches into sight, once the page shows it. */
  show(selector: string): void;
};

/** Does what a key asked for, on the queue and the entry that are picked. */
export function runShortcut(shortcut: Shortcut, board: Board, outside: Outside): void {
  const { ui, queues } = board;
  const { queueKey, pickedId } = ui.getState();
  const at = Math.max(
    0,
    queues.findIndex((queue) => queue.key === queueKey),
  );
  const current = queues[at];
  switch (shortcut.do) {
    case 'help':
      return ui.setState({ dialog: { kind: 'help' } });
    case 'undo':
      return outside.undo();
    case 'find':
      return outside.find();
    case 'leave':
      return ui.setState({ pickedId: null });
    case 'queue':
      return pickQueue(queues[shortcut.number - 1]);
    case 'queue_by':
      return pickQueue(queues[at + shortcut.step]);
  }
  if (!current) return;
  switch (shortcut.do) {
    case 'next':
      return board.next(current);
    case 'entry_by':
      return pickEntryBy(current, shortcut.step);
    case 'urgency': {
      const entry = entriesInOrder(current).find(({ id }) => id === pickedId);
      if (entry?.pending === null && entry.current_status === 'waiting')
        ui.setState({ dialog: { kind: 'urgency', entry } });
      return;
    }
    case 'event': {
      const entry = targetOf(current, shortcut.event, pickedId, board.stationIdOf(current));
      if (entry) board.request(current, entry, shortcut.event);
    }
  }

  function pickQueue(queue: BoardQueue | undefined): void {
    if (!queue) return;
    ui.setState({ queueKey: queue.key, pickedId: null });
    outside.show(`[data-queue="${queue.key}"]`);
  }

  function pickEntryBy(queue: BoardQueue, step: 1 | -1): void {
    const entries = entriesInOrder(queue);
    const from = entries.findIndex((entry) => entry.id === pickedId);
    // Nothing picked yet: down begins at the top, up at the bottom.
    const to = from < 0 ? (step === 1 ? 0 : entries.length - 1) : from + step;
    const entry = entries[to];
    if (!entry) return;
    ui.setState({ queueKey: queue.key, pickedId: entry.id });
    outside.show(`[data-entry="${entry.id}"]`);
  }
}
