import { createStore, type StoreApi } from 'zustand/vanilla';
import type { StaffUser } from '#shared/protocol/api/auth.ts';
import type { Cancel, Clock, Instant, Random, Scheduler } from '#shared/domain/ports.ts';
import { isFinalRefusal } from './is-final-refusal.ts';
import type { AuthCalls, Credentials, SessionChannel, SessionLock, SessionReply } from './session-ports.ts';

export type SessionState =
  | { status: 'restoring' }
  /** The hub did not answer when the page opened; it is being asked again. */
  | { status: 'unreachable'; since: Instant }
  | { status: 'signed_out'; expired: boolean }
  | { status: 'signed_in'; user: StaffUser; location: SessionReply['location'] };

export type Session = {
  store: StoreApi<SessionState>;
  /** Tries the refresh cookie; called once when the page opens. */
  restore(): Promise<void>;
  signIn(credentials: Credentials): Promise<void>;
  /** Takes up a session that the hub has begun by a one-time link, here and in every other tab. */
  enter(session: SessionReply): void;
  /** Signs out here and in every other tab, even when the hub cannot be told now. */
  signOut(): Promise<void>;
  accessToken(): string | null;
  /** A new access token, one request for all who ask at once. Throws what the hub or the network answered. */
  renew(): Promise<void>;
};

type SessionPorts = {
  auth: AuthCalls;
  channel: SessionChannel;
  lock: SessionLock;
  clock: Clock;
  random: Random;
  scheduler: Scheduler;
};

const RETRY_MS = 5_000;
/** The part of a token's life after which it is renewed; the rest is room for a slow network. */
const RENEW_AT = 0.7;

/** The access token lives in this closure only: not in storage, not in the store, gone with the page. */
export function createSession(ports: SessionPorts): Session {
  const { auth, channel, lock, clock, random, scheduler } = ports;
  const store = createStore<SessionState>(() => ({ status: 'restoring' }));
  let token: string | null = null;
  let adoptions = 0;
  let cancelTimer: Cancel | null = null;
  let renewing: Promise<void> | null = null;

  function renewIn(delayMs: number): void {
    cancelTimer?.();
    cancelTimer = scheduler.after(delayMs, () => void renew().catch(() => {}));
  }

  function adopt(session: SessionReply): void {
    adoptions += 1;
    token = session.access_token;
    store.setState({ status: 'signed_in', user: session.user, location: session.location }, true);
    // Tabs that got the same token spread out, so that one renews and the others hear of it.
    renewIn(session.expires_in_seconds * 1000 * (RENEW_AT - random() * 0.1));
  }

  function drop(expired: boolean): void {
    cancelTimer?.();
    token = null;
    store.setState({ status: 'signed_out', expired }, true);
  }

  function enter(session: SessionReply): void {
    adopt(session);
    channel.post({ type: 'session', session });
  }

  async function spendCookie(): Promise<void> {
    const adoptionsBefore = adoptions;
    await lock(async () => {
      // Another tab renewed while this one waited its turn, and told us.
      if (adoptions > adoptionsBefore) return;
      enter(await auth.refresh());
    });
  }

  async function renewOnce(): Promise<void> {
    const wasSignedIn = store.getState().status === 'signed_in';
    const adoptionsBefore = adoptions;
    try {
      await spendCookie();
    } catch (error) {
      // The answer is about a cookie that another tab has replaced meanwhile.
      if (adoptions > adoptionsBefore) return;
      if (isFinalRefusal(error)) drop(wasSignedIn);
      else {
        const { status } = store.getState();
        if (status === 'restoring') store.setState({ status: 'unreachable', since: clock() }, true);
        if (status !== 'signed_out') renewIn(RETRY_MS);
      }
      throw error;
    }
  }

  function renew(): Promise<void> {
    renewing ??= renewOnce().finally(() => {
      renewing = null;
    });
    return renewing;
  }

  channel.listen((message) => {
    if (message.type === 'session') adopt(message.session);
    else if (store.getState().status !== 'signed_out') drop(false);
  });

  return {
    store,
    renew,
    accessToken: () => token,
    restore: () => renew().catch(() => {}),
    enter,
    async signIn(credentials) {
      enter(await auth.signIn(credentials));
    },
    async signOut() {
      const told = auth.signOut().catch(() => {});
      drop(false);
      channel.post({ type: 'signed_out' });
      await told;
    },
  };
}
