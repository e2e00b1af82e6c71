/** Brings what was picked into sight and, where it can have it, gives it the focus, so that a screen reader says it. */
export function showOnBoard(selector: string): void {
  const element = document.querySelector<HTMLElement>(selector);
  element?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  if (element?.matches('button')) element.focus();
}
