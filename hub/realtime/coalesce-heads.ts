import type { Cancel, Scheduler } from '#shared/domain/ports.ts';
import type { FeedHead } from '#hub/db/feed.ts';

/**
 * Passes on the newest head of each stream at most once a window: a morning rush is a few pokes a second, not one a
 * patient. Heads that go back are passed on too: they are a hub restored from a backup.
 */
export function coalesceHeads(
  pass: (heads: FeedHead[]) => void,
  windowMs: number,
  scheduler: Scheduler,
): { add(head: FeedHead): void; stop: Cancel } {
  const waiting = new Map<string, FeedHead>();
  let cancel: Cancel | null = null;
  return {
    add(head) {
      waiting.set(`${head.locationId} ${head.stream}`, head);
      cancel ??= scheduler.after(windowMs, () => {
        cancel = null;
        const heads = [...waiting.values()];
        waiting.clear();
        pass(heads);
      });
    },
    stop: () => cancel?.(),
  };
}
