import type { FeedBuffer } from '#hub/db/feed-buffer.ts';

export type HeldFeed = { feed: FeedBuffer; release(): void };

/** A feed buffer for work in a savepoint: what it takes reaches the transaction's own only on `release`. */
export function holdFeed(target: FeedBuffer): HeldFeed {
  const held: (() => void)[] = [];
  return {
    feed: {
      put: (...entry) => held.push(() => target.put(...entry)),
      remove: (...entry) => held.push(() => target.remove(...entry)),
      flush: async () => {
        throw new Error('a savepoint does not commit');
      },
    },
    release: () => {
      for (const put of held) put();
    },
  };
}
