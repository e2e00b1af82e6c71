import type { SessionChannel, SessionLock, SessionMessage } from './session-ports.ts';

const NAME = 'anteroom.session';

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
  return locks ? locks.request(NAME, task) : task();
};
