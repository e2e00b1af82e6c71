import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/domain/errors.ts';
import { createSession } from './session.store.ts';
import type { AuthCalls, SessionChannel, SessionMessage, SessionReply } from './session-ports.ts';

const USER = {
  id: 1,
  uid: '0198c1de-0000-7000-8000-000000000001',
  email: 'desk@clinic.example',
  display_name: 'Front desk',
  role: 'front_desk' as const,
  location_id: 1,
  doctor_id: null,
};

function reply(token: string): SessionReply {
  return { access_token: token, expires_in_seconds: 900, user: USER };
}

/** Tabs of one browser: one cookie at the hub that is rotated on every use, one channel, one lock, one clock. */
function browser() {
  const hub = { cookie: 0, issued: 0, refreshes: 0, failure: null as AppError | null };
  const listeners: ((message: SessionMessage) => void)[] = [];
  const timers: { delayMs: number; task: () => void; cancelled: boolean }[] = [];
  let queue: Promise<unknown> = Promise.resolve();

  const auth: AuthCalls = {
    signIn: async () => {
      if (hub.failure) throw hub.failure;
      hub.cookie = hub.issued += 1;
      return reply(`token-${hub.cookie}`);
    },
    refresh: async () => {
      const spent = hub.cookie;
      await Promise.resolve();
      if (hub.failure) throw hub.failure;
      // A cookie that was already spent ends the whole session, as theft would.
      if (spent === 0 || spent !== hub.cookie) {
        hub.cookie = 0;
        throw new AppError('auth.session_expired', { status: 401 });
      }
      hub.refreshes += 1;
      hub.cookie = hub.issued += 1;
      return reply(`token-${hub.cookie}`);
    },
    signOut: async () => {
      hub.cookie = 0;
    },
  };

  function openTab() {
    const own: ((message: SessionMessage) => void)[] = [];
    const channel: SessionChannel = {
      post: (message) => listeners.filter((l) => !own.includes(l)).forEach((l) => l(message)),
      listen: (listener) => {
        own.push(listener);
        listeners.push(listener);
      },
    };
    return createSession({
      auth,
      channel,
      lock: (task) => {
        const turn = queue.then(task);
        queue = turn.catch(() => {});
        return turn;
      },
      clock: () => 1_000,
      random: () => 0,
      scheduler: {
        after: (delayMs, task) => {
          const timer = { delayMs, task, cancelled: false };
          timers.push(timer);
          return () => {
            timer.cancelled = true;
          };
        },
      },
    });
  }
  const due = () => timers.filter((timer) => !timer.cancelled);
  return { hub, openTab, due };
}

describe('a session', () => {
  it('asks for a sign-in when there is no refresh cookie, without calling it expired', async () => {
    const tab = browser().openTab();
    await tab.restore();
    expect(tab.store.getState()).toEqual({ status: 'signed_out', expired: false });
  });

  it('is restored after a reload by the refresh cookie', async () => {
    const { openTab } = browser();
    await openTab().signIn({ email: USER.email, password: 'x' });
    const reloaded = openTab();
    await reloaded.restore();
    expect(reloaded.store.getState()).toEqual({ status: 'signed_in', user: USER, location: undefined });
    expect(reloaded.accessToken()).toBe('token-2');
  });

  it('that a one-time link began is that of every tab', async () => {
    const { openTab, hub } = browser();
    const [first, second] = [openTab(), openTab()];
    hub.cookie = hub.issued = 1;
    first.enter(reply('token-1'));
    expect(first.store.getState().status).toBe('signed_in');
    expect(second.accessToken()).toBe('token-1');
  });

  it('keeps the token out of the store', async () => {
    const tab = browser().openTab();
    await tab.signIn({ email: USER.email, password: 'x' });
    expect(JSON.stringify(tab.store.getState())).not.toContain('token-');
  });

  it('renews before the token expires, again and again', async () => {
    const { openTab, due, hub } = browser();
    const tab = openTab();
    await tab.signIn({ email: USER.email, password: 'x' });
    for (let round = 1; round <= 3; round += 1) {
      const timer = due().at(-1)!;
      expect(timer.delayMs).toBeGreaterThan(60_000);
      expect(timer.delayMs).toBeLessThan(900_000 - 60_000);
      timer.task();
      await tab.renew();
      expect(hub.refreshes).toBe(round);
    }
  });

  it('lets two tabs renew at once without throwing each other out', async () => {
    const { openTab, hub } = browser();
    const first = openTab();
    await first.signIn({ email: USER.email, password: 'x' });
    const second = openTab();
    await second.restore();
    await Promise.all([first.renew(), second.renew(), first.renew()]);
    expect(first.store.getState().status).toBe('signed_in');
    expect(second.store.getState().status).toBe('signed_in');
    expect(first.accessToken()).toBe(second.accessToken());
    // One for the second tab's start, one for both of them now.
    expect(hub.refreshes).toBe(2);
  });

  it('ends in every tab when one signs out, and returns in every tab when one signs in', async () => {
    const { openTab } = browser();
    const [first, second] = [openTab(), openTab()];
    await first.signIn({ email: USER.email, password: 'x' });
    expect(second.store.getState().status).toBe('signed_in');
    await second.signOut();
    expect(first.store.getState()).toEqual({ status: 'signed_out', expired: false });
    expect(first.accessToken()).toBeNull();
  });

  it('says that it expired when the hub refuses a renewal', async () => {
    const { openTab, hub } = browser();
    const tab = openTab();
    await tab.signIn({ email: USER.email, password: 'x' });
    hub.failure = new AppError('auth.session_expired', { status: 401 });
    await expect(tab.renew()).rejects.toThrow('auth.session_expired');
    expect(tab.store.getState()).toEqual({ status: 'signed_out', expired: true });
  });

  it.each([
    new AppError('network.unreachable'),
    new AppError('internal', { status: 500 }),
    new AppError('rate_limited', { status: 429 }),
  ])('survives a hub that is away or failing ($code) and tries again', async (failure) => {
    const { openTab, hub, due } = browser();
    const tab = openTab();
    await tab.signIn({ email: USER.email, password: 'x' });
    hub.failure = failure;
    await expect(tab.renew()).rejects.toThrow(failure.code);
    expect(tab.store.getState().status).toBe('signed_in');
    hub.failure = null;
    due().at(-1)!.task();
    await tab.renew();
    expect(tab.accessToken()).toBe('token-2');
  });

  it('tells an unreachable hub from a missing session when the page opens, and recovers by itself', async () => {
    const { openTab, hub, due } = browser();
    await openTab().signIn({ email: USER.email, password: 'x' });
    hub.failure = new AppError('network.unreachable');
    const tab = openTab();
    await tab.restore();
    expect(tab.store.getState()).toEqual({ status: 'unreachable', since: 1_000 });
    hub.failure = null;
    due().at(-1)!.task();
    await tab.renew();
    expect(tab.store.getState().status).toBe('signed_in');
  });
});
