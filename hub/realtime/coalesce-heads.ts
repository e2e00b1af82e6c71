import type { Cancel, Scheduler } from '#shared/domain/ports.ts';
import type { FeedHead } from '#hub/db/feed.ts';

/**
 * Passes on a head at once, and what follows within a window only when it is over, the newest of each stream: someone who is called
 * is not kept waiting, and a morning rush is a few pokes a second, not one a patient. Heads that go back are passed on too: they
 * are a hub restored from a backup.
 */
export function coalesceHeads(
  pass: (heads: FeedHead[]) => void,
  windowMs: number,
  scheduler: Scheduler,
): { add(head: FeedHead): void; stop: Cancel } {
  const waiting = new Map<string, FeedHead>();
  let cancel: Cancel | null = null;

  function openWindow(): void {
    cancel = scheduler.after(windowMs, () => {
      cancel = null;
      if (waiting.size === 0) return;
      const heads = [...waiting.values()];
      waiting.clear();
      openWindow();
      pass(heads);
    });
  }

  return {
    add(head) {
      if (cancel) {
        waiting.set(`${head.locationId} ${head.stream}`, head);
        return;
      }
      openWindow();
      pass([head]);
    },
    stop: () => cancel?.(),
  };
}
