import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { CallScreen } from './announce/call-screen.tsx';
import { EnableSound } from './announce/enable-sound.tsx';
import { BoardScreen } from './board/board-screen.tsx';
import type { DisplayStore } from './display-store.ts';
import { PairingScreen } from './pairing/pairing-screen.tsx';
import { StartingScreen } from './starting-screen.tsx';
import { useDisplayTopic, type DisplayBridge } from '#display/renderer/use-display-topic.ts';

export type AppProps = { bridge: DisplayBridge; store: DisplayStore; onUnlockSound: () => void };

export function App({ bridge, store, onUnlockSound }: AppProps) {
  const state = useDisplayTopic(bridge, 'device.state');
  const { showing, sound } = useStore(store);
  const language = state?.location?.language;
  const { i18n, t } = useTranslation();

  useEffect(() => {
    if (language) void i18n.changeLanguage(language);
  }, [i18n, language]);
  useEffect(() => {
    document.title = t('app.title');
  }, [t]);

  if (!state) return <StartingScreen bridge={bridge} />;
  if (!state.paired) return <PairingScreen bridge={bridge} hubUrl={state.hubUrl} />;
  return (
    <>
      <BoardScreen bridge={bridge} state={state} />
      {showing && <CallScreen call={showing} clinicLanguage={language ?? 'en'} />}
      {sound === 'blocked' && <EnableSound onEnable={onUnlockSound} />}
    </>
  );
}
