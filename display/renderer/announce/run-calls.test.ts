import { describe, expect, it } from 'vitest';
import type { Scheduler } from '#shared/domain/ports.ts';
import type { Announcement } from '#shared/protocol/bridge/display-contract.ts';
import { uidOf } from '#testing/factories/queue-stream.ts';
import { createCallInbox } from './call-inbox.ts';
import { runCalls } from './run-calls.ts';

function aCall(n: number, callCount = 1): Announcement {
  return {
    uid: uidOf(n),
    callCount,
    token: `A-${String(n).padStart(3, '0')}`,
    station: { text: 'Room 2' },
    language: 'en',
    calledAt: n,
  };
}

/** Time that passes only when told to. */
function handClock() {
  let now = 0;
  let timers: { at: number; task: () => void }[] = [];
  const scheduler: Scheduler = {
    after(delayMs, task) {
      const timer = { at: now + delayMs, task };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
  };
  async function pass(ms: number): Promise<void> {
    const end = now + ms;
    for (;;) {
      await settle();
      const next = timers.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
      if (!next) break;
      timers = timers.filter((timer) => timer !== next);
      now = next.at;
      next.task();
    }
    now = end;
  }
  return { scheduler, pass, now: () => now, waiting: () => timers.length };
}

const settle = () => new Promise<void>((resolve) => void setImmediate(resolve));

/** A screen and a device that names the next call when it hears that one was announced, as the real one does. */
function setUp({ soundMs = 2_000, heard = true }: { soundMs?: number; heard?: boolean } = {}) {
  const clock = handClock();
  const screen: string[] = [];
  const told: string[] = [];
  const announced = (call: Announcement, wasHeard: boolean) =>
    void told.push(`${call.token}/${call.callCount} ${wasHeard ? 'heard' : 'silent'}`);
  const inbox = createCallInbox(announced);
  void runCalls({
    inbox,
    show: (call) => void screen.push(`${clock.now() / 1000}s ${call ? `${call.token}/${call.callCount}` : 'board'}`),
    sound: () => new Promise((resolve) => void clock.scheduler.after(soundMs, () => resolve(heard))),
    announced,
    scheduler: clock.scheduler,
  });
  return { clock, screen, told, inbox };
}

describe('calls on the screen', () => {
  it('stay for ten seconds, then give way to the board', async () => {
    const { clock, screen, told, inbox } = setUp();
    inbox.receive(aCall(1));
    await clock.pass(20_000);
    expect(screen).toEqual(['0s A-001/1', '10s board']);
    expect(told).toEqual(['A-001/1 heard']);
  });

  it('follow each other after six seconds, with no board between', async () => {
    const { clock, screen, inbox } = setUp();
    for (const n of [1, 2, 3]) inbox.receive(aCall(n));
    await clock.pass(60_000);
    expect(screen).toEqual(['0s A-001/1', '6s A-002/1', '12s A-003/1', '22s board']);
  });

  it('stay until they have been spoken to the end', async () => {
    const { clock, screen, inbox } = setUp({ soundMs: 9_000 });
    inbox.receive(aCall(1));
    inbox.receive(aCall(2));
    await clock.pass(60_000);
    expect(screen).toEqual(['0s A-001/1', '9s A-002/1', '22s board']);
  });

  it('come once, however often the device names them', async () => {
    const { clock, screen, inbox } = setUp();
    inbox.receive(aCall(1));
    inbox.receive(aCall(1));
    await clock.pass(3_000);
    inbox.receive(aCall(1));
    await clock.pass(60_000);
    expect(screen).toEqual(['0s A-001/1', '10s board']);
  });

  it('come again when recalled', async () => {
    const { clock, screen, inbox } = setUp();
    inbox.receive(aCall(1));
    await clock.pass(3_000);
    inbox.receive(aCall(1, 2));
    await clock.pass(60_000);
    expect(screen).toEqual(['0s A-001/1', '6s A-001/2', '16s board']);
  });

  it('are told of again when the device did not hear that they were announced', async () => {
    const { clock, told, inbox, screen } = setUp({ heard: false });
    inbox.receive(aCall(1));
    await clock.pass(20_000);
    inbox.receive(aCall(1));
    await clock.pass(20_000);
    expect(told).toEqual(['A-001/1 silent', 'A-001/1 silent']);
    expect(screen).toHaveLength(2);
  });

  it('are shown although the sound fails', async () => {
    const clock = handClock();
    const told: boolean[] = [];
    const inbox = createCallInbox(() => undefined);
    void runCalls({
      inbox,
      show: () => undefined,
      sound: () => Promise.reject(new Error('no loudspeaker')),
      announced: (_call, heard) => void told.push(heard),
      scheduler: clock.scheduler,
    });
    inbox.receive(aCall(1));
    await clock.pass(20_000);
    expect(told).toEqual([false]);
  });

  it('leave no timers behind, in whatever number they come', async () => {
    const { clock, told, inbox } = setUp();
    for (let n = 0; n < 3_000; n += 1) {
      inbox.receive(aCall(n));
      await clock.pass(6_000);
    }
    await clock.pass(60_000);
    expect(told).toHaveLength(3_000);
    expect(clock.waiting()).toBe(0);
  });
});
