import type { Asked, BoardEntry } from './board-view.ts';
import type { Move } from './send-move.ts';

/**
 * How a move is taken back while it is fresh: by the hub (`undo`), which puts the entry back exactly as it stood; by saying
 * the former urgency again; or not at all (null), as a repeated call that everyone in the room has heard.
 */
export function undoOf(event: Asked, before: Pick<BoardEntry, 'urgency_level'>): 'undo' | Move | null {
  switch (event) {
    case 'recall':
    case 'undo':
      return null;
    case 'set_urgency':
      return { event: 'set_urgency', level: before.urgency_level ?? null, reason: '' };
    default:
      return 'undo';
  }
}
