import type { Announcement } from '#shared/protocol/bridge/display-contract.ts';
import { callKey } from './call-key.ts';

/** Enough to recognise anything a host could send again, and no more: the screen runs for months. */
const REMEMBERED = 200;

export type CallInbox = {
  /** The device names a call to announce; the same one any number of times. */
  receive: (call: Announcement) => void;
  /** The next call in line, as soon as there is one. */
  take: () => Promise<Announcement>;
  hasNext: () => boolean;
  /** Settles when there is a next call. */
  untilNext: () => Promise<void>;
  /** It was announced. Naming it again makes the inbox say so again: the first word about it was lost. */
  done: (call: Announcement, heard: boolean) => void;
};

/** First in, first out, each call once. `onKnown` hears of calls that were announced already. */
export function createCallInbox(onKnown: (call: Announcement, heard: boolean) => void): CallInbox {
  const line: Announcement[] = [];
  /** Undefined while it is in the line or on the screen. */
  const seen = new Map<string, boolean | undefined>();
  let waiters: (() => void)[] = [];

  function untilNext(): Promise<void> {
    return line.length > 0 ? Promise.resolve() : new Promise((resolve) => waiters.push(resolve));
  }

  return {
    receive(call) {
      const key = callKey(call);
      if (seen.has(key)) {
        const heard = seen.get(key);
        if (heard !== undefined) onKnown(call, heard);
        return;
      }
      seen.set(key, undefined);
      forgetOldest(seen);
      line.push(call);
      const woken = waiters;
      waiters = [];
      for (const wake of woken) wake();
    },
    async take() {
      for (;;) {
        const call = line.shift();
        if (call) return call;
        await untilNext();
      }
    },
    hasNext: () => line.length > 0,
    untilNext,
    done(call, heard) {
      seen.set(callKey(call), heard);
    },
  };
}

function forgetOldest(seen: Map<string, unknown>): void {
  for (const key of seen.keys()) {
    if (seen.size <= REMEMBERED) return;
    seen.delete(key);
  }
}
