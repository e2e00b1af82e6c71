/**
 * Keeps the starts of CSS transitions from react-aria, which lists every element in transition until it hears of its end, and
 * never does of one that was taken away with two properties under way: the list then holds the element for good, with
 * its whole screen and everyone's after it. Nothing here waits for the end of a transition.
 */
export function keepTransitionsQuiet(): void {
  globalThis.addEventListener('transitionrun', (event) => event.stopPropagation(), { capture: true });
}
