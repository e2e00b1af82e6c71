import '#shared/ui/zod-without-eval.ts';
import './app.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { LANGUAGES } from '#shared/domain/language.ts';
import type { DisplayContract } from '#shared/protocol/bridge/display-contract.ts';
import { createBridge } from '#shared/ui/bridge-client.ts';
import { browserScheduler } from '#shared/ui/browser-ports.ts';
import { claimPressStyles } from '#shared/ui/claim-press-styles.ts';
import { startI18n } from '#shared/ui/i18n/start-i18n.ts';
import { App } from './app.tsx';
import { createDisplayStore } from './display-store.ts';
import { firstLanguage } from './first-language.ts';
import { createSound } from './sound/sound.ts';
import { createSpeechVoice } from './sound/speech-voice.ts';
import { startCalling } from './announce/start-calling.ts';

claimPressStyles();
const bridge = createBridge<DisplayContract>();
const texts = await startI18n({
  texts: import.meta.glob('./texts/*.json', { import: 'default' }),
  language: firstLanguage(navigator.languages),
});
// A call is shown in the patient's language, whichever that is, and must not wait for its texts.
await texts.loadLanguages(LANGUAGES.map(({ code }) => code));

const store = createDisplayStore();
const sound = createSound({
  openContext: () => new AudioContext({ latencyHint: 'playback' }),
  scheduler: browserScheduler,
});
sound.watch((state) => store.setState({ sound: state }));
for (const touch of ['pointerdown', 'keydown'] as const) document.addEventListener(touch, () => sound.unlock());

startCalling({
  bridge,
  store,
  sound,
  voices: [createSpeechVoice(texts, browserScheduler)],
  scheduler: browserScheduler,
});

const root = document.querySelector('#root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <App bridge={bridge} store={store} onUnlockSound={() => sound.unlock()} />
    </StrictMode>,
  );
