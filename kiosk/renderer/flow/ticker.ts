import type { Cancel, Clock, Scheduler } from '#shared/domain/ports.ts';

export type Ticker = {
  /** Counts down from `seconds`, anew if it was counting. */
  start(seconds: number, onTick: (secondsLeft: number) => void, onEnd: () => void): void;
  stop(): void;
};

/** Counts by the clock, not by ticks: a page that was held up ends on time all the same. */
export function createTicker({ clock, scheduler }: { clock: Clock; scheduler: Scheduler }): Ticker {
  let cancel: Cancel | null = null;
  return {
    start(seconds, onTick, onEnd) {
      cancel?.();
      const endsAt = clock() + seconds * 1_000;
      const tick = (): void => {
        const left = endsAt - clock();
        if (left <= 0) return onEnd();
        onTick(Math.ceil(left / 1_000));
        cancel = scheduler.after(left % 1_000 || 1_000, tick);
      };
      tick();
    },
    stop() {
      cancel?.();
      cancel = null;
    },
  };
}
