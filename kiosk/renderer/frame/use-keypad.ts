import { useEffect } from 'react';

const FOCUSABLE = 'button:not(:disabled), input:not(:disabled), select, a[href], [tabindex="0"]';
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/**
 * A keypad with arrows, Enter and Back is enough for every screen: arrows go from one thing to the next, Enter chooses (as it
 * does anyway), Escape goes back. Fields and key grids have the first use of an arrow.
 */
export function useKeypad(goBack: () => void): void {
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key === 'Escape' || event.key === 'BrowserBack') return goBack();
      const step = STEPS[event.key];
      if (step === undefined || usesArrow(event)) return;
      const within = document.querySelector('[role=dialog], [role=alertdialog]') ?? document.body;
      const stops = Array.from(within.querySelectorAll<HTMLElement>(FOCUSABLE)).filter(
        (one) => one.tabIndex >= 0 && one.getClientRects().length > 0,
      );
      const at = stops.indexOf(document.activeElement as HTMLElement);
      const next = stops[at === -1 ? (step > 0 ? 0 : stops.length - 1) : (at + step + stops.length) % stops.length];
      event.preventDefault();
      next?.focus();
    }
    globalThis.addEventListener('keydown', onKey);
    return () => globalThis.removeEventListener('keydown', onKey);
  }, [goBack]);
}

/** Left and right move the caret of a field; a list that is open moves in itself. */
function usesArrow({ key, target }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.matches('select')) return key === 'ArrowUp' || key === 'ArrowDown';
  return target.matches('input') && (key === 'ArrowLeft' || key === 'ArrowRight');
}
