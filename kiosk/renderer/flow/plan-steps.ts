import {
  KIOSK_STEPS,
  stepsToAsk,
  withStep,
  type KioskSettings,
  type KioskStepId,
} from '#shared/protocol/kiosk-settings.ts';
import type { Waypoint } from './path.ts';

const MOVABLE: ReadonlySet<string> = new Set(KIOSK_STEPS);
/** Follows from other answers rather than from the settings, and belongs right before this one. */
const BEFORE: Readonly<Record<string, string>> = { name: 'recognise' };
/** Asked whoever asks for it, wherever the clinic's order leaves it out. */
const ON_DEMAND = 'requirements' satisfies KioskStepId;

/**
 * The steps in the order in which this clinic asks them. Those that are no questions of a walk-in (purpose, the booking
 * code, the confirmations) stay where they are: before the questions or after them.
 */
export function planSteps<S extends Waypoint>(
  steps: readonly S[],
  settings: Pick<KioskSettings, 'steps'> | null,
): readonly S[] {
  const wanted = stepsToAsk(settings ?? { steps: ['phone', 'birthDate', 'name', 'service', 'doctor'] });
  const ids = withStep(wanted, ON_DEMAND).flatMap((id) => (BEFORE[id] ? [BEFORE[id], id] : [id]));
  const questions = ids.flatMap((id) => steps.find((step) => step.id === id) ?? []);
  const isQuestion = ({ id }: S): boolean => MOVABLE.has(id) || Object.values(BEFORE).includes(id);
  const first = steps.findIndex(isQuestion);
  return [
    ...steps.slice(0, first).filter((step) => !isQuestion(step)),
    ...questions,
    ...steps.slice(first).filter((step) => !isQuestion(step)),
  ];
}
