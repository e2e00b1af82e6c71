import type { Scheduler } from '#shared/domain/ports.ts';

/** Replies as they come, and waiting for one of a kind with a deadline. */
export class ReplyWait<Reply> {
  private readonly waiting = new Set<(reply: Reply) => void>();
  private readonly scheduler: Scheduler;
  private readonly gone: Promise<void>;

  constructor(scheduler: Scheduler, gone: Promise<void>) {
    this.scheduler = scheduler;
    this.gone = gone;
  }

  push(reply: Reply): void {
    for (const take of this.waiting) take(reply);
  }

  /** The first `count` replies from now on that `is` accepts, or null when they do not come in time. */
  async collect<Wanted extends Reply>(
    count: number,
    is: (reply: Reply) => reply is Wanted,
    deadlineMs: number,
  ): Promise<Wanted[] | null> {
    const found: Wanted[] = [];
    const { promise, resolve } = Promise.withResolvers<Wanted[] | null>();
    const take = (reply: Reply) => {
      if (!is(reply)) return;
      found.push(reply);
      if (found.length === count) resolve(found);
    };
    this.waiting.add(take);
    const stop = this.scheduler.after(deadlineMs, () => resolve(null));
    const lost = this.gone.then(() => null);
    try {
      return await Promise.race([promise, lost]);
    } finally {
      stop();
      this.waiting.delete(take);
    }
  }
}
