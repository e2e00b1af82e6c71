/**
 * What is to be said when the focus comes to an element: its own words, part by part, each as it stands in the texts. A new
 * question takes the focus with its heading or its first field; then the question and its hint are said as well.
 */
export function describeElement(target: Element): string[] {
  const parts: string[] = [];
  if (target.matches('h1')) parts.push(...wordsOfScreen(target));
  else if (target instanceof HTMLInputElement) {
    const heading = target.closest('main')?.querySelector('h1');
    if (heading && isFirstField(target)) parts.push(...wordsOfScreen(heading));
    parts.push(...labelOf(target));
  } else {
    const name = target.getAttribute('aria-label');
    parts.push(...(name ? [name] : leavesOf(target)));
  }
  return parts.filter((part) => part !== '');
}

function wordsOfScreen(heading: Element): string[] {
  const screen = heading.closest('main, [role=dialog], [role=alertdialog]') ?? heading;
  const more = screen.querySelectorAll('h1 ~ p, h1 ~ output, [data-testid=token], [data-testid=emergency-told]');
  return [textOf(heading), ...Array.from(more, textOf)];
}

function isFirstField(field: Element): boolean {
  return field.closest('main')?.querySelector('input') === field;
}

function labelOf(field: HTMLInputElement): string[] {
  const label = field.getAttribute('aria-label');
  return label ? [label] : Array.from(field.labels ?? [], textOf);
}

/** The elements that hold the words themselves: a card's title, its detail, how long the wait is. */
function leavesOf(element: Element): string[] {
  if (element.getAttribute('aria-hidden') === 'true') return [];
  if (element.children.length === 0 || Array.from(element.children).every((child) => child.matches('svg')))
    return [textOf(element)];
  const own = Array.from(element.childNodes).flatMap((node) =>
    node.nodeType === 3 ? [(node.nodeValue ?? '').trim()] : [],
  );
  return [...own, ...Array.from(element.children).flatMap(leavesOf)].filter((text) => text !== '');
}

function textOf(element: Element): string {
  return (element.textContent ?? '').trim();
}
