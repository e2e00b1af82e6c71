import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Announcement } from '#shared/protocol/bridge/display-contract.ts';
import type { SoundState } from '#display/renderer/sound/sound.ts';

/** What this page knows that its device does not: which call fills it, and whether it can be heard. */
export type DisplayStore = StoreApi<{ showing: Announcement | null; sound: SoundState }>;

export function createDisplayStore(): DisplayStore {
  return createStore(() => ({ showing: null, sound: 'starting' }));
}
