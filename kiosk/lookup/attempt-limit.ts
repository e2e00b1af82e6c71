import type { Clock } from '#shared/domain/ports.ts';

export type AttemptLimit = {
  /** Milliseconds until the next try is heard; 0: now. */
  waitMs(): number;
  fail(): void;
  succeed(): void;
};

export type AttemptRule = {
  /** Failures that cost nothing. */
  free: number;
  /** The pause after the first failure beyond those; doubled by each further one. */
  firstPauseMs: number;
  longestPauseMs: number;
  /** One failure is forgotten after so long. */
  forgetMs: number;
};

/** Where failures are kept that must outlive the program. */
export type AttemptMemory = { read(): readonly number[]; write(failures: readonly number[]): void };

/** Guessing gets slower with every wrong guess, and a slip of the finger costs nothing. */
export function createAttemptLimit(clock: Clock, rule: AttemptRule, memory?: AttemptMemory): AttemptLimit {
  // A clock that was set back must not shut the door until it has come round again.
  let failures = (memory?.read() ?? []).map((at) => Math.min(at, clock()));
  const recent = (): number[] => (failures = failures.filter((at) => clock() - at < rule.forgetMs));
  return {
    waitMs: () => {
      const beyond = recent().length - rule.free;
      const last = failures.at(-1);
      if (beyond <= 0 || last === undefined) return 0;
      const pause = Math.min(rule.longestPauseMs, rule.firstPauseMs * 2 ** Math.min(beyond - 1, 20));
      return Math.max(0, last + pause - clock());
    },
    fail: () => {
      recent().push(clock());
      memory?.write(failures);
    },
    succeed: () => {
      const isNews = failures.length > 0;
      failures = [];
      if (isNews) memory?.write(failures);
    },
  };
}
