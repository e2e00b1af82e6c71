import type { ComponentType } from 'react';
import type { Bridge } from '#shared/protocol/bridge/bridge.ts';
import type { Choices, KioskContract, ShownSettings } from '#shared/protocol/bridge/kiosk-contract.ts';
import type { Draft } from './draft.ts';

export type StepProps = {
  draft: Draft;
  choices: Choices | null;
  /** Keeps the answer and goes on to the next step that is needed, or checks in after the last. */
  onAnswer: (answer: Partial<Draft>) => void;
};

/** What is known beside the answers: the clinic's offer, and its settings as they were when this person began. */
export type Circumstances = { choices: Choices | null; settings: ShownSettings | null };

/** One question of the registration. */
export type Step = {
  id: string;
  /** Whether this person has to be asked, given what is known. */
  isNeeded: (draft: Draft, circumstances: Circumstances) => boolean;
  /** Asks the device before the question is shown; what comes of it may make the question needless. */
  prepare?: {
    ask: (draft: Draft, bridge: Pick<Bridge<KioskContract>, 'invoke'>) => Promise<Partial<Draft>>;
    /** What is taken as the answer when the device gives none in time. */
    otherwise: Partial<Draft>;
  };
  Screen: ComponentType<StepProps>;
};

export function defineStep(step: Step): Step {
  return step;
}
