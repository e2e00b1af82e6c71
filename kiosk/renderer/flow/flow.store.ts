import { createStore, type StoreApi } from 'zustand/vanilla';
import { AppError } from '#shared/domain/errors.ts';
import type { Language } from '#shared/domain/language.ts';
import type { Cancel, Clock, Ids, Scheduler } from '#shared/domain/ports.ts';
import type { Bridge } from '#shared/protocol/bridge/bridge.ts';
import type { Choices, KioskContract, ShownSettings } from '#shared/protocol/bridge/kiosk-contract.ts';
import { sendCheckIn } from './check-in-input.ts';
import { FORGET_FOUND, type Draft } from './draft.ts';
import { AT_REST, NO_PREFERENCES, type FlowState, type Preferences } from './flow-state.ts';
import { firstStep, stepAfter, stepBefore, type Knowledge, type Waypoint } from './path.ts';
import { planSteps } from './plan-steps.ts';
import { createTicker } from './ticker.ts';

export type FlowDependencies = {
  bridge: Pick<Bridge<KioskContract>, 'invoke'>;
  clock: Clock;
  scheduler: Scheduler;
  ids: Ids;
  steps: readonly Waypoint[];
};

export const TIMES = {
  /** Without a touch for so long, the kiosk asks whether anyone is there, unless the clinic says otherwise… */
  idleMs: 60_000,
  /** …and wipes everything after so many seconds more. */
  idleWarningSeconds: 20,
  tokenSeconds: 45,
  /** A check-in is one local transaction; one that takes longer has gone wrong. */
  answerMs: 20_000,
  /** A look into the device's own store; without an answer the question is asked. */
  prepareMs: 2_000,
} as const;

type FlowActions = {
  begin: (language: Language) => void;
  /** Of the step `stepId`: an answer that comes when another is asked was a touch too many. */
  answer: (stepId: string, answer: Partial<Draft>) => void;
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
  learnSettings: (settings: ShownSettings) => void;
  /** A booking code was scanned, on a screen where it says something. */
  scan: (bookingCode: string, language: Language) => void;
  /** Staff have asked for their area; only from the first screen. */
  openStaff: () => void;
};
export type FlowStore = StoreApi<FlowState> & { actions: FlowActions };

/** The registration of one person after another: what is asked, what was answered, and when it is forgotten. */
export function createFlowStore({ bridge, clock, scheduler, ids, steps }: FlowDependencies): FlowStore {
  const store = createStore<FlowState>(() => ({
    ...AT_REST,
    session: 0,
    settings: null,
    plan: planSteps(steps, null),
  }));
  const ticker = createTicker({ clock, scheduler });
  let choices: Choices | null = null;
  let latestSettings: ShownSettings | null = null;
  // Made once per registration: however often it is sent, it is one check-in.
  let idempotencyKey: string | null = null;
  let cancelIdle: Cancel | null = null;
  let cancelAnswer: Cancel | null = null;
  // While the device is asked about a step, the screen before it stays, and takes no more answers.
  let isPreparing = false;

  const known = (draft: Draft): Knowledge => ({ draft, choices, settings: store.getState().settings });
  const idleMs = (): number => (store.getState().settings?.idleSeconds ?? TIMES.idleMs / 1_000) * 1_000;
  const tokenSeconds = (): number => store.getState().settings?.tokenSeconds ?? TIMES.tokenSeconds;

  function watchIdle(): void {
    cancelIdle?.();
    cancelIdle = scheduler.after(idleMs(), () => countDown(TIMES.idleWarningSeconds));
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
    isPreparing = false;
    store.setState(
      ({ session }) => ({ ...AT_REST, session: session + 1, ...settled(), preferences: startPreferences() }),
      true,
    );
  }

  /** Settings change between two people: whoever stands here goes on as they began. */
  function settled(): Pick<FlowState, 'settings' | 'plan'> {
    return { settings: latestSettings, plan: planSteps(steps, latestSettings) };
  }

  /** As staff have set this kiosk; nothing where they have set nothing. */
  function startPreferences(): Preferences {
    const { language: _language, ...preferences } = latestSettings?.start ?? { language: null, ...NO_PREFERENCES };
    return preferences;
  }

  function ask(stepId: string, draft: Draft): void {
    store.setState({ stage: { at: 'asking', stepId, draft }, countdown: null });
    ticker.stop();
    watchIdle();
    // The last question, as far as can be told: the printer is got ready while it is read. What the first answer leads
    // to, nobody can tell.
    const { plan } = store.getState();
    const isLast = stepAfter(plan, stepId, known(draft)) === null;
    if (!isLast || stepId === firstStep(plan, known(draft))) return;
    bridge.invoke('kiosk.prepareToPrint', {}).catch(() => undefined);
  }

  /** On to the first step after `from` that is needed, once the device has been asked what it knows. */
  async function goOn(from: string, draft: Draft): Promise<void> {
    const { session, plan } = store.getState();
    const next = stepAfter(plan, from, known(draft));
    if (next === null) return send(draft);
    const step = plan.find(({ id }) => id === next);
    if (!step?.prepare) return ask(next, draft);
    isPreparing = true;
    watchIdle();
    const learnt = await inTime(step.prepare.ask(draft, bridge), step.prepare.otherwise);
    if (store.getState().session !== session) return;
    isPreparing = false;
    const informed = { ...draft, ...learnt };
    // It may have become needless; and what is not needed is not prepared again.
    const still = stepAfter(plan, from, known(informed));
    return still === next ? ask(next, informed) : goOn(next, informed);
  }

  async function inTime(asked: Promise<Partial<Draft>>, otherwise: Partial<Draft>): Promise<Partial<Draft>> {
    let cancel: Cancel | undefined;
    const late = new Promise<Partial<Draft>>((resolve) => {
      cancel = scheduler.after(TIMES.prepareMs, () => resolve(otherwise));
    });
    const learnt = await Promise.race([asked.catch(() => otherwise), late]);
    cancel?.();
    return learnt;
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
      const checkedIn = await sendCheckIn(bridge, draft, known(draft), idempotencyKey);
      if (!isStillAwaited()) return;
      stopTimers();
      // The answers have done their work: from here on there is only the token.
      store.setState({ stage: { at: 'token', checkedIn, language: draft.language } });
      countDown(tokenSeconds());
    } catch (error) {
      if (isStillAwaited()) fail(error instanceof AppError ? error.code : 'unexpected', draft);
    }
  }

  const actions: FlowActions = {
    begin(language) {
      if (store.getState().stage.at !== 'attract') return;
      const draft: Draft = { language };
      store.setState(({ session }) => ({ session: session + 1, ...settled() }));
      const first = firstStep(store.getState().plan, known(draft));
      if (first) ask(first, draft);
    },
    answer(stepId, answer) {
      const { stage } = store.getState();
      if (stage.at !== 'asking' || stage.stepId !== stepId || isPreparing) return;
      const draft = { ...stage.draft, ...answer };
      void goOn(stage.stepId, draft);
    },
    back() {
      const { stage, plan } = store.getState();
      if ((stage.at !== 'asking' && stage.at !== 'failed') || isPreparing) return;
      const before = stepBefore(plan, stage.at === 'asking' ? stage.stepId : null, known(stage.draft));
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
      if (countdown !== null) return;
      if (stage.at === 'asking' || stage.at === 'failed' || stage.at === 'staff') watchIdle();
    },
    stay() {
      const { stage } = store.getState();
      if (stage.at === 'token') return countDown(tokenSeconds());
      ticker.stop();
      store.setState({ countdown: null });
      watchIdle();
    },
    prefer(change) {
      store.setState((state) => ({ preferences: { ...state.preferences, ...change } }));
      // Set by someone who then went away: the next person finds the kiosk as it usually is.
      if (store.getState().stage.at !== 'attract') return;
      cancelIdle?.();
      cancelIdle = scheduler.after(idleMs(), wipe);
    },
    learnChoices(learnt) {
      choices = learnt;
    },
    learnSettings(learnt) {
      const former = JSON.stringify(latestSettings?.start);
      latestSettings = learnt;
      const { stage } = store.getState();
      if (stage.at !== 'attract' && stage.at !== 'staff') return;
      store.setState(settled());
      if (JSON.stringify(learnt.start) !== former) store.setState({ preferences: startPreferences() });
    },
    scan(bookingCode, language) {
      actions.begin(language);
      const { stage, settings } = store.getState();
      if (stage.at !== 'asking' || settings?.appointments === false) return;
      if (stage.stepId === 'purpose' || stage.stepId === 'booking' || stage.stepId === 'appointment') {
        const booked = { ...stage.draft, ...FORGET_FOUND, purpose: 'appointment', bookingCode } as const;
        if (!isPreparing) void goOn('booking', booked);
      }
    },
    openStaff() {
      if (store.getState().stage.at !== 'attract') return;
      store.setState(({ session }) => ({ stage: { at: 'staff' }, session: session + 1 }));
      watchIdle();
    },
  };
  return Object.assign(store, { actions });
}
