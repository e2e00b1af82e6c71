import { createStore, type StoreApi } from 'zustand/vanilla';
import { AppError } from '#shared/domain/errors.ts';
import type { Language } from '#shared/domain/language.ts';
import type { Cancel, Clock, Ids, Scheduler } from '#shared/domain/ports.ts';
import type { Bridge } from '#shared/protocol/bridge/bridge.ts';
import type { Choices, KioskContract } from '#shared/protocol/bridge/kiosk-contract.ts';
import { checkInInput } from './check-in-input.ts';
import type { Draft } from './draft.ts';
import { AT_REST, type FlowState, type Preferences } from './flow-state.ts';
import { firstStep, stepAfter, stepBefore, type Waypoint } from './path.ts';
import { createTicker } from './ticker.ts';

export type FlowDependencies = {
  bridge: Pick<Bridge<KioskContract>, 'invoke'>;
  clock: Clock;
  scheduler: Scheduler;
  ids: Ids;
  steps: readonly Waypoint[];
};

export const TIMES = {
  /** Without a touch for so long, the kiosk asks whether anyone is there… */
  idleMs: 60_000,
  /** …and wipes everything after so many seconds more. */
  idleWarningSeconds: 20,
  tokenSeconds: 45,
  /** A check-in is one local transaction; one that takes longer has gone wrong. */
  answerMs: 20_000,
} as const;

type FlowActions = {
  begin: (language: Language) => void;
  answer: (answer: Partial<Draft>) => void;
  back: () => void;
  retry: () => void;
  /** Forgets this person, wholly. */
  wipe: () => void;
  /** Someone touched the screen or a key. */
  noticeActivity: () => void;
  /** Asked for more time. */
  stay: () => void;
  prefer: (change: Partial<Preferences>) => void;
  learnChoices: (choices: Choices) => void;
};
export type FlowStore = StoreApi<FlowState> & { actions: FlowActions };

/** The registration of one person after another: what is asked, what was answered, and when it is forgotten. */
export function createFlowStore({ bridge, clock, scheduler, ids, steps }: FlowDependencies): FlowStore {
  const store = createStore<FlowState>(() => ({ ...AT_REST, session: 0 }));
  const ticker = createTicker({ clock, scheduler });
  let choices: Choices | null = null;
  // Made once per registration: however often it is sent, it is one check-in.
  let idempotencyKey: string | null = null;
  let cancelIdle: Cancel | null = null;
  let cancelAnswer: Cancel | null = null;

  function watchIdle(): void {
    cancelIdle?.();
    cancelIdle = scheduler.after(TIMES.idleMs, () => countDown(TIMES.idleWarningSeconds));
  }

  function countDown(totalSeconds: number): void {
    ticker.start(totalSeconds, (secondsLeft) => store.setState({ countdown: { secondsLeft, totalSeconds } }), wipe);
  }

  function stopTimers(): void {
    cancelIdle?.();
    cancelAnswer?.();
    ticker.stop();
  }

  function wipe(): void {
    stopTimers();
    idempotencyKey = null;
    store.setState((state) => ({ ...AT_REST, session: state.session + 1 }), true);
  }

  function ask(stepId: string, draft: Draft): void {
    store.setState({ stage: { at: 'asking', stepId, draft }, countdown: null });
    ticker.stop();
    watchIdle();
  }

  function fail(code: string, draft: Draft): void {
    stopTimers();
    store.setState({ stage: { at: 'failed', code, draft }, countdown: null });
    watchIdle();
  }

  async function send(draft: Draft): Promise<void> {
    const { session } = store.getState();
    // Whoever asked may be gone when the answer comes, or have asked again.
    const isStillAwaited = (): boolean =>
      store.getState().session === session && store.getState().stage.at === 'sending';
    stopTimers();
    store.setState({ stage: { at: 'sending', draft }, countdown: null });
    cancelAnswer = scheduler.after(TIMES.answerMs, () => fail('kiosk.no_answer', draft));
    try {
      idempotencyKey ??= ids();
      const checkedIn = await bridge.invoke('kiosk.checkIn', checkInInput(draft, choices, idempotencyKey));
      if (!isStillAwaited()) return;
      stopTimers();
      // The answers have done their work: from here on there is only the token.
      store.setState({ stage: { at: 'token', checkedIn, language: draft.language } });
      countDown(TIMES.tokenSeconds);
    } catch (error) {
      if (isStillAwaited()) fail(error instanceof AppError ? error.code : 'unexpected', draft);
    }
  }

  const actions: FlowActions = {
    begin(language) {
      if (store.getState().stage.at !== 'attract') return;
      const draft: Draft = { language };
      const first = firstStep(steps, { draft, choices });
      store.setState((state) => ({ session: state.session + 1 }));
      if (first) ask(first, draft);
    },
    answer(answer) {
      const { stage } = store.getState();
      if (stage.at !== 'asking') return;
      const draft = { ...stage.draft, ...answer };
      const next = stepAfter(steps, stage.stepId, { draft, choices });
      if (next) ask(next, draft);
      else void send(draft);
    },
    back() {
      const { stage } = store.getState();
      if (stage.at !== 'asking' && stage.at !== 'failed') return;
      const before = stepBefore(steps, stage.at === 'asking' ? stage.stepId : null, { draft: stage.draft, choices });
      if (before) ask(before, stage.draft);
      else wipe();
    },
    retry() {
      const { stage } = store.getState();
      if (stage.at === 'failed') void send(stage.draft);
    },
    wipe,
    noticeActivity() {
      const { stage, countdown } = store.getState();
      // While the question "are you still there?" is up, only its buttons answer it.
      if (countdown === null && (stage.at === 'asking' || stage.at === 'failed')) watchIdle();
    },
    stay() {
      const { stage } = store.getState();
      if (stage.at === 'token') return countDown(TIMES.tokenSeconds);
      ticker.stop();
      store.setState({ countdown: null });
      watchIdle();
    },
    prefer: (change) => store.setState((state) => ({ preferences: { ...state.preferences, ...change } })),
    learnChoices(learnt) {
      choices = learnt;
    },
  };
  return Object.assign(store, { actions });
}
