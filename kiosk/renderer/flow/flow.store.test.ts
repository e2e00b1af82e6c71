import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/domain/errors.ts';
import type { Scheduler } from '#shared/domain/ports.ts';
import { kioskSettingsSchema } from '#shared/protocol/kiosk-settings.ts';
import type { CheckedIn, CheckInInput, Choices, ShownSettings } from '#shared/protocol/bridge/kiosk-contract.ts';
import type { Draft } from './draft.ts';
import { createFlowStore, TIMES, type FlowStore } from './flow.store.ts';
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
    const { flow, stage, asked, answerDevice, answerLookup } = start();
    flow.actions.begin('ar');
    expect(asked()).toBe('purpose');
    reply(flow, { purpose: 'walk_in' });
    expect(asked()).toBe('phone');
    reply(flow, { phone: '+49 30 901820' });
    expect(asked()).toBe('birthDate');
    reply(flow, { birthDate: '1961-03-14' });
    await answerLookup(null);
    expect(asked()).toBe('name');
    reply(flow, { firstName: 'أمينة', lastName: 'الأنصاري' });
    expect(asked()).toBe('service');
    reply(flow, { serviceUid: SERVICE, doctorUid: null });
    expect(asked()).toBe('doctor');
    reply(flow, { doctorUid: DOCTOR });
    expect(stage()).toMatchObject({ at: 'sending' });
    await answerDevice(TOKEN);
    expect(stage()).toEqual({ at: 'token', checkedIn: TOKEN, language: 'ar' });
  });

  it('skips the service where there is one and the doctor where there are not two', async () => {
    const { flow, stage, sent, choices, answerAllOf } = start();
    flow.actions.learnChoices({ services: choices.services.slice(0, 1), doctors: choices.doctors.slice(0, 1) });
    await answerAllOf('name');
    expect(stage()).toMatchObject({ at: 'sending' });
    expect(sent[0]).toMatchObject({ serviceUid: SERVICE, doctorUid: null });
  });

  it('stops at the service when there is none to choose, rather than sending nonsense', async () => {
    const { flow, asked, sent, answerAllOf } = start();
    flow.actions.learnChoices({ services: [], doctors: [] });
    await answerAllOf('name');
    expect(asked()).toBe('service');
    expect(sent).toEqual([]);
  });

  it('skips the name of someone who was here before and says so', async () => {
    const { flow, asked, sent, answerLookup } = start();
    flow.actions.begin('en');
    reply(flow, { purpose: 'walk_in' });
    reply(flow, { phone: '030901820' });
    reply(flow, { birthDate: '1961-03-14' });
    await answerLookup({ claim: CLAIM, initial: 'Z' });
    expect(asked()).toBe('recognise');
    reply(flow, { isKnownConfirmed: true });
    reply(flow, { serviceUid: LAB, doctorUid: null });
    expect(sent[0]).toMatchObject({ patient: { claim: CLAIM } });
  });

  it('asks for the name of someone else with that phone and birth date', async () => {
    const { flow, asked, answerLookup } = start();
    flow.actions.begin('en');
    reply(flow, { purpose: 'walk_in' });
    reply(flow, { phone: '030901820' });
    reply(flow, { birthDate: '1961-03-14' });
    await answerLookup({ claim: CLAIM, initial: 'Z' });
    reply(flow, { known: null, isKnownConfirmed: undefined });
    expect(asked()).toBe('name');
    flow.actions.back();
    expect(asked()).toBe('birthDate');
  });

  it('is not held up by a device that does not answer a lookup, nor by a second tap meanwhile', async () => {
    const { flow, asked, pass, settle } = start();
    flow.actions.begin('en');
    reply(flow, { purpose: 'walk_in' });
    reply(flow, { phone: '030901820' });
    reply(flow, { birthDate: '1961-03-14' });
    reply(flow, { birthDate: '1961-03-14' });
    expect(asked()).toBe('birthDate');
    pass(TIMES.prepareMs);
    await settle();
    expect(asked()).toBe('name');
  });

  it('gets the printer ready with the last question, and not before', async () => {
    const { flow, prepared, answerAllOf } = start();
    await answerAllOf('birthDate');
    expect(prepared).toEqual([]);
    reply(flow, { firstName: 'Zoë', lastName: 'O’Brien' });
    expect(prepared).toMatchObject([{ stepId: 'service' }]);
  });

  it('goes back with the answers kept, and from the first question to the start', async () => {
    const { flow, asked, stage, answerAllOf } = start();
    await answerAllOf('name');
    flow.actions.back();
    expect(asked()).toBe('name');
    expect(stage()).toMatchObject({ draft: { firstName: 'Zoë', lastName: 'O’Brien' } });
    flow.actions.back();
    flow.actions.back();
    expect(asked()).toBe('phone');
    flow.actions.back();
    flow.actions.back();
    expect(stage()).toEqual({ at: 'attract' });
  });
});

describe('a double tap', () => {
  it('on the last answer checks in once', async () => {
    const { flow, sent, answerAllOf } = start();
    await answerAllOf('doctor');
    reply(flow, { doctorUid: OTHER_DOCTOR });
    expect(sent).toHaveLength(1);
  });

  it('on any answer leaves the next question unanswered', () => {
    const { flow, asked } = start();
    flow.actions.begin('en');
    flow.actions.answer('purpose', { purpose: 'walk_in' });
    flow.actions.answer('purpose', { purpose: 'walk_in' });
    expect(asked()).toBe('phone');
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
    const { flow, stage, sent, failDevice, answerDevice, answerAllOf } = start();
    await answerAllOf('doctor');
    await failDevice(new AppError('bridge.lost'));
    expect(stage()).toMatchObject({ at: 'failed', code: 'bridge.lost' });
    flow.actions.retry();
    await answerDevice(TOKEN);
    expect(stage()).toMatchObject({ at: 'token' });
    expect(sent.map(({ idempotencyKey }) => idempotencyKey)).toEqual(['key-1', 'key-1']);
  });

  it('can be gone back from, to answer otherwise', async () => {
    const { flow, asked, failDevice, answerAllOf } = start();
    await answerAllOf('doctor');
    await failDevice(new AppError('check_in.doctor_closed'));
    flow.actions.back();
    expect(asked()).toBe('doctor');
  });

  it('by silence is given up on, and a late answer does not show a token to nobody', async () => {
    const { stage, pass, answerDevice, answerAllOf } = start();
    await answerAllOf('doctor');
    pass(TIMES.answerMs);
    expect(stage()).toMatchObject({ at: 'failed', code: 'kiosk.no_answer' });
    await answerDevice(TOKEN);
    expect(stage()).toMatchObject({ at: 'failed' });
  });

  it('the next person has a key of their own', async () => {
    const { flow, sent, answerDevice, answerAllOf } = start();
    await answerAllOf('doctor');
    await answerDevice(TOKEN);
    flow.actions.wipe();
    await answerAllOf('doctor');
    expect(sent.map(({ idempotencyKey }) => idempotencyKey)).toEqual(['key-1', 'key-2']);
  });
});

describe('someone with an appointment', () => {
  const FOUND = { status: 'found', claim: CLAIM, startAt: 1, doctor: null } as const;

  it('scans the code, even on the first screen, confirms and is checked in', async () => {
    const { flow, asked, stage, sent, methods, answerLookup, answerDevice } = start();
    flow.actions.scan('https://clinic.example/b/abc', 'hi');
    await answerLookup(FOUND);
    expect(asked()).toBe('appointment');
    reply(flow, {});
    expect(methods).toEqual(['kiosk.arrive']);
    expect(sent[0]).toMatchObject({ claim: CLAIM, language: 'hi' });
    await answerDevice(TOKEN);
    expect(stage()).toMatchObject({ at: 'token' });
  });

  it('without a code gives phone and birth date, and may correct them when nothing is found', async () => {
    const { flow, asked, answerLookup } = start();
    flow.actions.begin('en');
    reply(flow, { purpose: 'appointment' });
    expect(asked()).toBe('booking');
    reply(flow, { bookingCode: null });
    expect(asked()).toBe('phone');
    reply(flow, { phone: '030901820' });
    reply(flow, { birthDate: '1961-03-14' });
    await answerLookup({ status: 'refused', reason: 'not_found', startAt: null, opensAt: null });
    expect(asked()).toBe('appointment');
    flow.actions.back();
    expect(asked()).toBe('birthDate');
    reply(flow, { birthDate: '1961-03-15' });
    await answerLookup(FOUND);
    expect(asked()).toBe('appointment');
  });

  it('is not checked in when none was found', async () => {
    const { flow, stage, sent, answerLookup } = start();
    flow.actions.scan('abcdef', 'en');
    await answerLookup({ status: 'refused', reason: 'too_late', startAt: null, opensAt: null });
    reply(flow, {});
    await answerLookup(null);
    expect(sent).toEqual([]);
    expect(stage()).toMatchObject({ at: 'failed', code: 'kiosk.incomplete' });
  });
});

describe('someone very unwell', () => {
  it('confirms once and is sent at once', () => {
    const { flow, asked, methods } = start();
    flow.actions.begin('ar');
    reply(flow, { purpose: 'emergency' });
    expect(asked()).toBe('emergency');
    reply(flow, {});
    expect(methods).toEqual(['kiosk.emergency']);
  });
});

describe('the clinic’s settings', () => {
  const settings = (change: Partial<ShownSettings>): ShownSettings => {
    const { pinHash: _pinHash, ...shown } = kioskSettingsSchema.parse({ uid: CLAIM, ...change });
    return shown;
  };

  it('order the questions and switch them off and on', async () => {
    const { flow, asked, answerLookup } = start();
    flow.actions.learnSettings(settings({ steps: ['service', 'reason', 'phone', 'birthDate', 'gender', 'name'] }));
    flow.actions.begin('en');
    const order: string[] = [];
    for (const answer of [
      { purpose: 'walk_in' },
      { serviceUid: SERVICE, doctorUid: null },
      { reason: 'Fever' },
      { phone: '030901820' },
      { birthDate: '1961-03-14' },
      { gender: 'other' },
    ] as const) {
      reply(flow, answer);
      if ('gender' in answer || 'birthDate' in answer) await answerLookup(null);
      order.push(asked());
    }
    expect(order).toEqual(['service', 'reason', 'phone', 'birthDate', 'gender', 'name']);
  });

  it('change between two people and never during one', async () => {
    const { flow, asked } = start();
    flow.actions.begin('en');
    flow.actions.learnSettings(settings({ steps: ['service', 'phone', 'birthDate', 'name'], idleSeconds: 30 }));
    reply(flow, { purpose: 'walk_in' });
    expect(asked()).toBe('phone');
    expect(flow.getState().settings?.idleSeconds).toBeUndefined();
    flow.actions.wipe();
    flow.actions.begin('en');
    reply(flow, { purpose: 'walk_in' });
    expect(asked()).toBe('service');
    expect(flow.getState().settings?.idleSeconds).toBe(30);
  });

  it('ask for assistance of whoever wants it, wherever the clinic has put it', async () => {
    const { flow, asked, answerLookup } = start();
    flow.actions.begin('en');
    reply(flow, { purpose: 'walk_in', wantsAssistance: true });
    for (const answer of [{ phone: '030901820' }, { birthDate: '1961-03-14' }]) reply(flow, answer);
    await answerLookup(null);
    reply(flow, { firstName: 'Zoë', lastName: 'O’Brien' });
    reply(flow, { serviceUid: LAB, doctorUid: null });
    expect(asked()).toBe('requirements');
  });

  it('and the kiosk’s own start hold for each person anew, unless they choose otherwise', () => {
    const { flow, pass } = start();
    const preferences = { largeText: true, highContrast: false, lowReach: true, speech: false };
    const given = { ...settings({}), start: { language: 'ar' as const, ...preferences } };
    flow.actions.learnSettings(given);
    expect(flow.getState().preferences).toEqual(preferences);
    flow.actions.prefer({ largeText: false });
    flow.actions.learnSettings({ ...given, idleSeconds: 90 });
    flow.actions.begin('en');
    expect(flow.getState().preferences).toMatchObject({ largeText: false, lowReach: true });
    flow.actions.wipe();
    expect(flow.getState().preferences).toEqual(preferences);
    flow.actions.prefer({ highContrast: true });
    pass(90_000);
    expect(flow.getState().preferences).toEqual(preferences);
  });

  it('give the idle time', () => {
    const { flow, pass, countdown } = start();
    flow.actions.learnSettings(settings({ idleSeconds: 30 }));
    flow.actions.begin('en');
    pass(30_000);
    expect(countdown()).not.toBeNull();
  });
});

describe('nothing typed stays', () => {
  const TYPED = /Zoë|Brien|1961|901820/u;

  it('after starting over', async () => {
    const { flow, memory, answerAllOf } = start();
    await answerAllOf('birthDate');
    expect(memory()).toMatch(TYPED);
    flow.actions.wipe();
    expect(memory()).not.toMatch(TYPED);
  });

  it('once the token is on the screen', async () => {
    const { memory, answerDevice, answerAllOf } = start();
    await answerAllOf('doctor');
    await answerDevice(TOKEN);
    expect(memory()).not.toMatch(TYPED);
  });

  it('when the person walks away: a visible countdown, then the start, with no timer left', async () => {
    const { flow, memory, stage, countdown, pass, timers, answerAllOf } = start();
    await answerAllOf('birthDate');
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
    const { stage, pass, answerDevice, memory, answerAllOf } = start();
    await answerAllOf('doctor');
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
    const { flow, countdown, stage, pass, answerDevice, answerAllOf } = start();
    flow.actions.begin('en');
    pass(TIMES.idleMs + 3_000);
    flow.actions.stay();
    expect(countdown()).toBeNull();
    flow.actions.wipe();
    await answerAllOf('doctor');
    await answerDevice(TOKEN);
    for (let times = 0; times < 10; times += 1) {
      pass(TIMES.tokenSeconds * 1_000 - 1);
      flow.actions.stay();
    }
    expect(stage()).toMatchObject({ at: 'token' });
  });
});

const CLAIM = '0190b7d8-0000-7000-8000-0000000000aa';
const ANSWERS = [
  ['purpose', { purpose: 'walk_in' }],
  ['phone', { phone: '030901820' }],
  ['birthDate', { birthDate: '1961-03-14' }],
  ['name', { firstName: 'Zoë', lastName: 'O’Brien' }],
  ['service', { serviceUid: SERVICE, doctorUid: null }],
  ['doctor', { doctorUid: DOCTOR }],
] as const;

/** To the question that is on the screen. */
function reply({ actions, getState }: FlowStore, answer: Partial<Draft>): void {
  const { stage } = getState();
  actions.answer(stage.at === 'asking' ? stage.stepId : 'doctor', answer);
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
  const methods: string[] = [];
  const prepared: unknown[] = [];
  const lookups: ((value: unknown) => void)[] = [];
  const waiting: { resolve: (value: CheckedIn) => void; reject: (error: Error) => void }[] = [];
  const flow = createFlowStore({
    bridge: {
      invoke: (method, input) =>
        new Promise((resolve, reject) => {
          if (method === 'kiosk.findPatient' || method === 'kiosk.findAppointment') {
            lookups.push(resolve as (value: unknown) => void);
            return;
          }
          if (method === 'kiosk.prepareToPrint') {
            prepared.push(flow.getState().stage);
            return;
          }
          methods.push(method);
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
    for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
  };

  const answerLookup = async (found: unknown): Promise<void> => {
    lookups.shift()?.(found);
    await settle();
  };

  return {
    flow,
    sent,
    methods,
    prepared,
    settle,
    answerLookup,
    /** Begins in English and answers every question up to and with `last`, as someone who is new here. */
    answerAllOf: async (last: (typeof ANSWERS)[number][0]): Promise<void> => {
      flow.actions.begin('en');
      for (const [id, answer] of ANSWERS) {
        reply(flow, answer);
        if (id === 'birthDate') await answerLookup(null);
        if (id === last) return;
      }
    },
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
