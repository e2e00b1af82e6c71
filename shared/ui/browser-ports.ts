import type { Clock, Scheduler } from '#shared/domain/ports.ts';

export const browserClock: Clock = () => Date.now();

export const browserScheduler: Scheduler = {
  after(delayMs, task) {
    const timer = setTimeout(task, delayMs);
    return () => clearTimeout(timer);
  },
};
