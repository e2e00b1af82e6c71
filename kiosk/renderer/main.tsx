import '#shared/ui/zod-without-eval.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { v7 } from 'uuid';
import type { KioskContract } from '#shared/protocol/bridge/kiosk-contract.ts';
import { createBridge } from '#shared/ui/bridge-client.ts';
import { browserClock, browserScheduler } from '#shared/ui/browser-ports.ts';
import { claimPressStyles } from '#shared/ui/claim-press-styles.ts';
import { keepTransitionsQuiet } from '#shared/ui/keep-transitions-quiet.ts';
import { startI18n } from '#shared/ui/i18n/start-i18n.ts';
import { createFlowStore } from './flow/flow.store.ts';
import { STEPS } from './flow/steps.ts';
import { Kiosk } from './kiosk.tsx';
import { loadEveryLanguage } from './load-every-language.ts';
import './kiosk.css';

/** The first screen stands by then, on a slow PC as well. */
const LANGUAGES_AFTER_MS = 3_000;

claimPressStyles();
keepTransitionsQuiet();
const bridge = createBridge<KioskContract>();
const flow = createFlowStore({ bridge, clock: browserClock, scheduler: browserScheduler, ids: v7, steps: STEPS });
bridge.subscribe('kiosk.choices', flow.actions.learnChoices);
bridge.subscribe('kiosk.settings', flow.actions.learnSettings);

const texts = await startI18n({ texts: import.meta.glob('./texts/*.json', { import: 'default' }), language: 'en' });

const root = document.querySelector('#root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <Kiosk bridge={bridge} flow={flow} />
    </StrictMode>,
  );
// What fails is fetched again when it is chosen.
browserScheduler.after(LANGUAGES_AFTER_MS, () => void loadEveryLanguage(texts).catch(() => undefined));
