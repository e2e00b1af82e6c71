import { useEffect, useMemo } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { useTranslation } from 'react-i18next';
import type { Language } from '#shared/domain/language.ts';
import type { KioskContract } from '#shared/protocol/bridge/kiosk-contract.ts';
import type { BridgeClient } from '#shared/ui/bridge-client.ts';
import { browserClock } from '#shared/ui/browser-ports.ts';
import { createFormat } from '#shared/ui/i18n/format.ts';
import { useTopic } from '#shared/ui/use-topic.ts';
import { TouchGround } from './frame/touch-ground.tsx';
import { useLostDevice } from './frame/use-lost-device.ts';
import { useKeypad } from './frame/use-keypad.ts';
import { useReadAloud } from './speech/use-read-aloud.ts';
import type { FlowState } from './flow/flow-state.ts';
import type { FlowStore } from './flow/flow.store.ts';
import { useFlowState } from './flow/use-flow-state.ts';
import { FlowStateContext, KioskContext } from './kiosk-context.ts';
import { CurrentScreen } from './screens/current-screen.tsx';
import { UnreachableScreen } from './screens/unreachable-screen.tsx';

export function Kiosk({ bridge, flow }: { bridge: BridgeClient<KioskContract>; flow: FlowStore }) {
  const { i18n } = useTranslation();
  const state = useFlowState(flow);
  const device = useTopic(bridge, 'device.state');
  const choices = useTopic(bridge, 'kiosk.choices') ?? null;
  const isLost = useLostDevice(bridge);
  const language = languageOf(state) ?? state.settings?.start?.language ?? device?.location?.language ?? 'en';

  useEffect(() => void i18n.changeLanguage(language), [i18n, language]);
  // Reasons are written down in the clinic's language, whoever gives them.
  const clinicLanguage = device?.location?.language;
  useEffect(() => {
    if (clinicLanguage) void i18n.loadLanguages(clinicLanguage);
  }, [i18n, clinicLanguage]);
  useEffect(() => {
    const { highContrast, largeText } = state.preferences;
    const { dataset } = document.documentElement;
    if (highContrast) dataset.contrast = 'high';
    else delete dataset.contrast;
    if (largeText) dataset.text = 'large';
    else delete dataset.text;
  }, [state.preferences]);

  useKeypad(flow.actions.back);
  useReadAloud(state.preferences.speech, language);

  const { country, timeZone } = device?.location ?? {};
  // Dear to make, and the device tells its state often.
  const format = useMemo(() => createFormat({ language, country, timeZone }), [language, country, timeZone]);
  const setting = useMemo(
    () => device && { bridge, flow, device, choices, language, format, clock: browserClock },
    [bridge, flow, device, choices, language, format],
  );

  // Nobody begins what could not be finished; whoever has begun goes on, and it may be back by then.
  if (isLost && state.stage.at === 'attract') return <UnreachableScreen />;
  // Until the device has told its state there is nothing true to show; the first paint is the plain ground.
  if (!setting) return null;
  return (
    <I18nProvider locale={setting.format.locale}>
      <KioskContext value={setting}>
        <FlowStateContext value={state}>
          <TouchGround flow={flow}>
            <CurrentScreen key={state.session} />
          </TouchGround>
        </FlowStateContext>
      </KioskContext>
    </I18nProvider>
  );
}

function languageOf({ stage }: FlowState): Language | undefined {
  if (stage.at === 'attract' || stage.at === 'staff') return undefined;
  return stage.at === 'token' ? stage.language : stage.draft.language;
}
