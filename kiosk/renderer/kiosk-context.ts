import { createContext, use } from 'react';
import type { Language } from '#shared/domain/language.ts';
import type { Clock } from '#shared/domain/ports.ts';
import type { DeviceState } from '#shared/protocol/bridge/device-contract.ts';
import type { Choices, KioskContract } from '#shared/protocol/bridge/kiosk-contract.ts';
import type { BridgeClient } from '#shared/ui/bridge-client.ts';
import type { Format } from '#shared/ui/i18n/format.ts';
import type { FlowState } from './flow/flow-state.ts';
import type { FlowStore } from './flow/flow.store.ts';

/** What every screen may need, so that it need not be handed through. */
export type KioskSetting = {
  bridge: BridgeClient<KioskContract>;
  flow: FlowStore;
  device: DeviceState;
  choices: Choices | null;
  language: Language;
  format: Format;
  clock: Clock;
};

export const KioskContext = createContext<KioskSetting | null>(null);

export function useKiosk(): KioskSetting {
  const setting = use(KioskContext);
  if (!setting) throw new Error('useKiosk outside of <Kiosk>');
  return setting;
}

/** The registration as it is being shown: the same moment of it for everything on the screen. */
export const FlowStateContext = createContext<FlowState | null>(null);

export function useFlow<T>(select: (state: FlowState) => T): T {
  const state = use(FlowStateContext);
  if (!state) throw new Error('useFlow outside of <Kiosk>');
  return select(state);
}
