import { useEffect, useEffectEvent } from 'react';
import { useLocale } from 'react-aria-components';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';
import type { Board } from './board-context.ts';
import { FIND_ID } from './board-header.tsx';
import { runShortcut } from './run-shortcut.ts';
import { showOnBoard } from './show-on-board.ts';
import { shortcutFor } from './shortcuts.ts';

/** Where letters are text, or keys already have a meaning of their own. */
const TYPING =
  'input, textarea, select, [contenteditable], [role="dialog"], [role="alertdialog"], [role="listbox"], [role="menu"]';

/** Listens to the keyboard for the board, unless somebody is typing or has turned shortcuts off. */
export function useShortcuts(board: Board): void {
  const { preferences, notices } = useDashboard();
  const { direction } = useLocale();
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const target = event.target instanceof Element ? event.target : null;
    if (event.defaultPrevented || target?.closest(TYPING) || board.ui.getState().dialog) return;
    const shortcut = shortcutFor(event, direction);
    if (!shortcut) return;
    // Arrows, Escape and the help are not characters; only those can be in the way of other tools.
    const isCharacter = event.key.length === 1 && shortcut.do !== 'help';
    if (isCharacter && !preferences.getState().shortcutsOn) return;
    event.preventDefault();
    runShortcut(shortcut, board, {
      undo: () => notices.undoLatest(),
      find: () => document.getElementById(FIND_ID)?.focus(),
      show: showOnBoard,
    });
  });
  useEffect(() => {
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
