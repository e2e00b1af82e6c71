import type { Language } from '#shared/domain/language.ts';
import type { CheckedIn, ShownSettings } from '#shared/protocol/bridge/kiosk-contract.ts';
import type { Draft } from './draft.ts';
import type { Waypoint } from './path.ts';

export type Preferences = { highContrast: boolean; largeText: boolean; lowReach: boolean; speech: boolean };
export const NO_PREFERENCES: Preferences = { highContrast: false, largeText: false, lowReach: false, speech: false };

type Stage =
  | { at: 'attract' }
  | { at: 'asking'; stepId: string; draft: Draft }
  | { at: 'sending'; draft: Draft }
  | { at: 'failed'; code: string; draft: Draft }
  | { at: 'token'; checkedIn: CheckedIn; language: Language }
  | { at: 'staff' };

export type FlowState = {
  stage: Stage;
  preferences: Preferences;
  /** What runs out next, while it is on the screen. */
  countdown: { secondsLeft: number; totalSeconds: number } | null;
  /** One per person: the screens of one are never reused for the next. */
  session: number;
  /** The clinic's settings as this person found them; those that come meanwhile wait for the next one. */
  settings: ShownSettings | null;
  /** The steps, in this clinic's order. */
  plan: readonly Waypoint[];
};

export const AT_REST: Pick<FlowState, 'stage' | 'preferences' | 'countdown'> = {
  stage: { at: 'attract' },
  preferences: NO_PREFERENCES,
  countdown: null,
};
