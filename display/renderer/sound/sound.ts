import type { Scheduler } from '#shared/domain/ports.ts';
import { openSoundOutput, type SoundOutput } from './sound-output.ts';

/** `blocked`: the browser wants a touch before it lets a page be heard. */
export type SoundState = 'starting' | 'running' | 'blocked';

export type Sound = {
  /** Calls `listener` at once and on each change. Returns how to stop. */
  watch(listener: (state: SoundState) => void): () => void;
  /** To be called from a touch or a key, which is what the browser waits for. */
  unlock(): void;
  /** True only when the chime could really be heard. False at once while blocked. */
  chime(): Promise<boolean>;
};

export type SoundOptions = { openContext: () => AudioContext; scheduler: Scheduler };

/** A context that may play says so within moments; until then nobody is asked to touch anything. */
const SETTLE_MS = 1_000;

/**
 * The screen's loudspeaker. The context stays open while nothing plays: many televisions swallow the first half second
 * after a silence on the wire, which is half a chime.
 */
export function createSound({ openContext, scheduler }: SoundOptions): Sound {
  const listeners = new Set<(state: SoundState) => void>();
  let settled = false;
  let output = open();

  function open(): SoundOutput {
    const context = openContext();
    context.addEventListener('statechange', tell);
    return openSoundOutput(context, scheduler);
  }
  function state(): SoundState {
    if (output.context.state === 'running') return 'running';
    return settled ? 'blocked' : 'starting';
  }
  function tell(): void {
    for (const listener of listeners) listener(state());
  }
  // The promise waits for a touch for as long as it takes; `statechange` tells how it went.
  function resume(): void {
    output.context.resume().catch(() => undefined);
  }

  resume();
  scheduler.after(SETTLE_MS, () => {
    settled = true;
    tell();
  });

  return {
    watch(listener) {
      listeners.add(listener);
      listener(state());
      return () => listeners.delete(listener);
    },
    unlock: resume,
    async chime() {
      if (output.context.state !== 'running') {
        resume();
        return false;
      }
      const heard = await output.chime();
      // A clock that stands still never runs again: the device behind it is gone. The next call gets a new one.
      if (!heard && output.context.state === 'running') {
        void output.context.close();
        output = open();
        resume();
      }
      return heard;
    },
  };
}
