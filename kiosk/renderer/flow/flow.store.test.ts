import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/domain/errors.ts';
import type { Scheduler } from '#shared/domain/ports.ts';
import type { CheckedIn, CheckInInput, Choices } from '#shared/protocol/bridge/kiosk-contract.ts';
import { createFlowStore, TIMES } from './flow.store.ts';
import { STEPS } from './steps.ts';

const SERVICE = '0190b7d8-0000-7000-8000-000000000010';
const LAB = '0190b7d8-0000-7000-8000-000000000011';
const DOCTOR = '0190b7d8-0000-7000-8000-000000000020';
const OTHER_DOCTOR = '0190b7d8-0000-7000-8000-000000000021';
const TOKEN: CheckedIn = {
  visitUid: '0190b7d8-0000-7000-8000-000000000099',
  token: 'A-047',
  waitingArea: null,
  peopleAhead: 2,
  waitMinutes: null,
  printState: 'queued',
};

describe('a registration', () => {
  it('asks one question after another and ends with a token', async () => {
    const { flow, stage, asked, answerDevice } = start();
    flow.actions.begin('ar');
    expect(asked()).toBe('purpose');
    flow.actions.answer({ purpose: 'walk_in' });
    expect(asked()).toBe('name');
    flow.actions.answer({ firstName: 'أمينة', lastName: 'الأنصاري' });
    expect(asked()).toBe('birthDate');
    flow.actions.answer({ birthDate: '1961-03-14' });
    expect(asked()).toBe('phone');
    flow.actions.answer({ phone: '+49 30 901820' });
    expect(asked()).toBe('service');
    flow.actions.answer({ serviceUid: SERVICE, doctorUid: null });
    expect(asked()).toBe('doctor');
    flow.actions.answer({ doctorUid: DOCTOR });
    expect(stage()).toMatchObject({ at: 'sending' });
    await answerDevice(TOKEN);
    expect(stage()).toEqual({ at: 'token', checkedIn: TOKEN, language: 'ar' });
  });

  it('skips the service where there is one and the doctor where there are not two', () => {
    const { flow, stage, sent, choices } = start();
    flow.actions.learnChoices({ services: choices.services.slice(0, 1), doctors: choices.doctors.slice(0, 1) });
    answerAllOf(flow, 'phone');
    expect(stage()).toMatchObject({ at: 'sending' });
    expect(sent[0]).toMatchObject({ serviceUid: SERVICE, doctorUid: null });
  });

  it('stops at the service when there is none to choose, rather than sending nonsense', () => {
    const { flow, asked, sent } = start();
    flow.actions.learnChoices({ services: [], doctors: [] });
    answerAllOf(flow, 'phone');
    expect(asked()).toBe('service');
    expect(sent).toEqual([]);
  });

  it('sends those with an appointment to the desk', () => {
    const { flow, asked } = start();
    flow.actions.begin('en');
    flow.actions.answer({ purpose: 'appointment' });
    expect(asked()).toBe('appointment');
    flow.actions.back();
    expect(asked()).toBe('purpose');
  });

  it('goes back with the answers kept, and from the first question to the start', () => {
    const { flow, asked, stage } = start();
    answerAllOf(flow, 'birthDate');
    flow.actions.back();
    flow.actions.back();
    expect(asked()).toBe('name');
    expect(stage()).toMatchObject({ draft: { firstName: 'Zoë', lastName: 'O’Brien' } });
    flow.actions.back();
    flow.actions.back();
    expect(stage()).toEqual({ at: 'attract' });
  });
});

describe('a double tap', () => {
  it('on the last answer checks in once', () => {
    const { flow, sent } = start();
    answerAllOf(flow, 'doctor');
    flow.actions.answer({ doctorUid: OTHER_DOCTOR });
    expect(sent).toHaveLength(1);
  });

  it('on the first screen begins once', () => {
    const { flow, stage } = start();
    flow.actions.begin('en');
    flow.actions.begin('de');
    expect(stage()).toMatchObject({ draft: { language: 'en' } });
  });
});

describe('a check-in that fails', () => {
  it('says why, and a retry carries the same key', async () => {
    const { flow, stage, sent, failDevice, answerDevice } = start();
    answerAllOf(flow, 'doctor');
    await failDevice(new AppError('bridge.lost'));
    expect(stage()).toMatchObject({ at: 'failed', code: 'bridge.lost' });
    flow.actions.retry();
    await answerDevice(TOKEN);
    expect(stage()).toMatchObject({ at: 'token' });
    expect(sent.map(({ idempotencyKey }) => idempotencyKey)).toEqual(['key-1', 'key-1']);
  });

  it('can be gone back from, to answer otherwise', async () => {
    const { flow, asked, failDevice } = start();
    answerAllOf(flow, 'doctor');
    await failDevice(new AppError('check_in.doctor_closed'));
    flow.actions.back();
    expect(asked()).toBe('doctor');
  });

  it('by silence is given up on, and a late answer does not show a token to nobody', async () => {
    const { flow, stage, pass, answerDevice } = start();
    answerAllOf(flow, 'doctor');
    pass(TIMES.answerMs);
    expect(stage()).toMatchObject({ at: 'failed', code: 'kiosk.no_answer' });
    await answerDevice(TOKEN);
    expect(stage()).toMatchObject({ at: 'failed' });
  });

  it('the next person has a key of their own', async () => {
    const { flow, sent, answerDevice } = start();
    answerAllOf(flow, 'doctor');
    await answerDevice(TOKEN);
    flow.actions.wipe();
    answerAllOf(flow, 'doctor');
    expect(sent.map(({ idempotencyKey }) => idempotencyKey)).toEqual(['key-1', 'key-2']);
  });
});

describe('nothing typed stays', () => {
  const TYPED = /Zoë|Brien|1961|901820/u;

  it('after starting over', () => {
    const { flow, memory } = start();
    answerAllOf(flow, 'birthDate');
    expect(memory()).toMatch(TYPED);
    flow.actions.wipe();
    expect(memory()).not.toMatch(TYPED);
  });

  it('once the token is on the screen', async () => {
    const { flow, memory, answerDevice } = start();
    answerAllOf(flow, 'doctor');
    await answerDevice(TOKEN);
    expect(memory()).not.toMatch(TYPED);
  });

  it('when the person walks away: a visible countdown, then the start, with no timer left', () => {
    const { flow, memory, stage, countdown, pass, timers } = start();
    answerAllOf(flow, 'birthDate');
    flow.actions.prefer({ largeText: true });
    pass(TIMES.idleMs);
    expect(countdown()).toEqual({ secondsLeft: 20, totalSeconds: 20 });
    pass(5_000);
    expect(countdown()?.secondsLeft).toBe(15);
    pass(15_000);
    expect(stage()).toEqual({ at: 'attract' });
    expect(flow.getState().preferences.largeText).toBe(false);
    expect(memory()).not.toMatch(TYPED);
    expect(timers()).toBe(0);
  });

  it('nor does the token, which is wiped when its countdown ends', async () => {
    const { flow, stage, pass, answerDevice, memory } = start();
    answerAllOf(flow, 'doctor');
    await answerDevice(TOKEN);
    pass(TIMES.tokenSeconds * 1_000);
    expect(stage()).toEqual({ at: 'attract' });
    expect(memory()).not.toContain('A-047');
  });
});

describe('no time limit', () => {
  it('runs while someone touches the screen', () => {
    const { flow, countdown, pass } = start();
    flow.actions.begin('en');
    pass(TIMES.idleMs - 1);
    flow.actions.noticeActivity();
    pass(TIMES.idleMs - 1);
    expect(countdown()).toBeNull();
    pass(1);
    expect(countdown()).not.toBeNull();
  });

  it('is without a way to more time, as often as one asks', async () => {
    const { flow, countdown, stage, pass, answerDevice } = start();
    flow.actions.begin('en');
    pass(TIMES.idleMs + 3_000);
    flow.actions.stay();
    expect(countdown()).toBeNull();
    flow.actions.wipe();
    answerAllOf(flow, 'doctor');
    await answerDevice(TOKEN);
    for (let times = 0; times < 10; times += 1) {
      pass(TIMES.tokenSeconds * 1_000 - 1);
      flow.actions.stay();
    }
    expect(stage()).toMatchObject({ at: 'token' });
  });
});

type Flow = ReturnType<typeof createFlowStore>;
const ANSWERS = [
  ['purpose', { purpose: 'walk_in' }],
  ['name', { firstName: 'Zoë', lastName: 'O’Brien' }],
  ['birthDate', { birthDate: '1961-03-14' }],
  ['phone', { phone: '030901820' }],
  ['service', { serviceUid: SERVICE, doctorUid: null }],
  ['doctor', { doctorUid: DOCTOR }],
] as const;

/** Begins in English and answers every question up to and with `last`. */
function answerAllOf(flow: Flow, last: (typeof ANSWERS)[number][0]): void {
  flow.actions.begin('en');
  for (const [id, answer] of ANSWERS) {
    flow.actions.answer(answer);
    if (id === last) return;
  }
}

function start() {
  let now = 1_000_000;
  let keys = 0;
  const tasks = new Map<object, { at: number; task: () => void }>();
  const scheduler: Scheduler = {
    after(delayMs, task) {
      const handle = {};
      tasks.set(handle, { at: now + delayMs, task });
      return () => tasks.delete(handle);
    },
  };
  const sent: CheckInInput[] = [];
  const waiting: { resolve: (value: CheckedIn) => void; reject: (error: Error) => void }[] = [];
  const flow = createFlowStore({
    bridge: {
      invoke: (_method, input) =>
        new Promise((resolve, reject) => {
          sent.push(input as CheckInInput);
          waiting.push({ resolve: resolve as (value: CheckedIn) => void, reject });
        }),
    },
    clock: () => now,
    scheduler,
    ids: () => `key-${(keys += 1)}`,
    steps: STEPS,
  });
  const choices = someChoices();
  flow.actions.learnChoices(choices);

  function pass(ms: number): void {
    const end = now + ms;
    for (;;) {
      const [due] = [...tasks].filter(([, { at }]) => at <= end).toSorted(([, a], [, b]) => a.at - b.at);
      if (!due) break;
      tasks.delete(due[0]);
      now = due[1].at;
      due[1].task();
    }
    now = end;
  }
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };

  return {
    flow,
    sent,
    choices,
    pass,
    timers: () => tasks.size,
    stage: () => flow.getState().stage,
    countdown: () => flow.getState().countdown,
    memory: () => JSON.stringify(flow.getState()),
    asked: () => {
      const { stage } = flow.getState();
      return stage.at === 'asking' ? stage.stepId : stage.at;
    },
    answerDevice: async (checkedIn: CheckedIn) => {
      waiting.shift()?.resolve(checkedIn);
      await settle();
    },
    failDevice: async (error: Error) => {
      waiting.shift()?.reject(error);
      await settle();
    },
  };
}

function someChoices(): Choices {
  const busy = { waiting: 1, waitMinutes: null, active: true };
  const service = { waitingArea: null, averageMinutes: 10, ...busy };
  const doctor = { specialty: null, serviceUid: SERVICE, stationUid: null, ...busy };
  return {
    services: [
      { uid: SERVICE, name: { text: 'Consultation' }, position: 1, ...service },
      { uid: LAB, name: { text: 'Lab' }, position: 2, ...service },
    ],
    doctors: [
      { uid: DOCTOR, name: { text: 'Dr One' }, position: 1, ...doctor },
      { uid: OTHER_DOCTOR, name: { text: 'Dr Two' }, position: 2, ...doctor },
    ],
  };
}
