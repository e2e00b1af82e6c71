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

/** Guessing gets slower with every wrong guess, and a slip of the finger costs nothing. */
export function createAttemptLimit(clock: Clock, rule: AttemptRule): AttemptLimit {
  let failures: number[] = [];
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
    },
    succeed: () => {
      failures = [];
    },
  };
}
