import type { SessionChannel, SessionLock, SessionMessage } from './session-ports.ts';

const NAME = 'anteroom.session';
const LONGEST_TURN_MS = 4_000;

export function browserSessionChannel(): SessionChannel {
  const channel = new BroadcastChannel(NAME);
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has none: it is same-origin only
    post: (message) => channel.postMessage(message),
    listen: (listener) => {
      channel.addEventListener('message', (event: MessageEvent<SessionMessage>) => listener(event.data));
    },
  };
}

/** Browsers offer locks only over HTTPS or on localhost; elsewhere the spread of the timers has to do. */
export const browserSessionLock: SessionLock = (task) => {
  const locks: LockManager | undefined = 'locks' in navigator ? navigator.locks : undefined;
  return locks ? requestLock(locks, task) : task();
};

/** Waits its turn, but not for a tab that the browser has frozen with the lock in its hands. */
async function requestLock<T>(locks: LockManager, task: () => Promise<T>): Promise<T> {
  let begun = false;
  const begin = () => {
    begun = true;
    return task();
  };
  try {
    return await locks.request(NAME, { signal: AbortSignal.timeout(LONGEST_TURN_MS) }, begin);
  } catch (error) {
    if (begun) throw error;
    return task();
  }
}
