import type { ComponentType } from 'react';
import type { Choices } from '#shared/protocol/bridge/kiosk-contract.ts';
import type { Draft } from './draft.ts';

export type StepProps = {
  draft: Draft;
  choices: Choices | null;
  /** Keeps the answer and goes on to the next step that is needed, or checks in after the last. */
  onAnswer: (answer: Partial<Draft>) => void;
};

/** One question of the registration. */
export type Step = {
  id: string;
  /** Whether this person has to be asked, given what is known. */
  isNeeded: (draft: Draft, choices: Choices | null) => boolean;
  Screen: ComponentType<StepProps>;
};

export function defineStep(step: Step): Step {
  return step;
}
