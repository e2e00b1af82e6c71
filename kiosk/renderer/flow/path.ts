import type { Circumstances, Step } from './define-step.ts';
import type { Draft } from './draft.ts';

/** A step as far as finding the way goes: without its screen. */
export type Waypoint = Pick<Step, 'id' | 'isNeeded' | 'prepare'>;
export type Knowledge = Circumstances & { draft: Draft };

export function firstStep(steps: readonly Waypoint[], known: Knowledge): string | null {
  return neededIds(steps, known)[0] ?? null;
}

/** The next step to ask after `id`, or null when all is known. */
export function stepAfter(steps: readonly Waypoint[], id: string, known: Knowledge): string | null {
  const from = steps.findIndex((step) => step.id === id);
  return neededIds(steps.slice(from + 1), known)[0] ?? null;
}

/** The step to go back to from `id` (from the end, when null), or null at the first. */
export function stepBefore(steps: readonly Waypoint[], id: string | null, known: Knowledge): string | null {
  const to = id === null ? steps.length : steps.findIndex((step) => step.id === id);
  return neededIds(steps.slice(0, to), known).at(-1) ?? null;
}

/** Which of how many questions this is, both 1-based. */
export function progressAt(steps: readonly Waypoint[], id: string, known: Knowledge): { at: number; of: number } {
  const ids = neededIds(steps, known);
  return { at: ids.indexOf(id) + 1, of: ids.length };
}

function neededIds(steps: readonly Waypoint[], { draft, ...circumstances }: Knowledge): string[] {
  return steps.filter((step) => step.isNeeded(draft, circumstances)).map(({ id }) => id);
}
