import type { Language } from '#shared/domain/language.ts';
import type { CheckedIn } from '#shared/protocol/bridge/kiosk-contract.ts';
import type { Draft } from './draft.ts';

export type Preferences = { highContrast: boolean; largeText: boolean; lowReach: boolean };
const NO_PREFERENCES: Preferences = { highContrast: false, largeText: false, lowReach: false };

type Stage =
  | { at: 'attract' }
  | { at: 'asking'; stepId: string; draft: Draft }
  | { at: 'sending'; draft: Draft }
  | { at: 'failed'; code: string; draft: Draft }
  | { at: 'token'; checkedIn: CheckedIn; language: Language };

export type FlowState = {
  stage: Stage;
  preferences: Preferences;
  /** What runs out next, while it is on the screen. */
  countdown: { secondsLeft: number; totalSeconds: number } | null;
  /** One per person: the screens of one are never reused for the next. */
  session: number;
};

export const AT_REST: Pick<FlowState, 'stage' | 'preferences' | 'countdown'> = {
  stage: { at: 'attract' },
  preferences: NO_PREFERENCES,
  countdown: null,
};
